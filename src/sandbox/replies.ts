import { randomBytes } from 'node:crypto'
import { timing } from '../slack/limits.ts'
import { blockErrors, identified } from './blocks.ts'
import { type InThread, badThread, threadFor } from './threading.ts'
import { type Block, type Fields, type Message, listOf, str } from './types.ts'
import { type World, findMessage, hide, show, showOnlyTo } from './world.ts'

/** Where a response_url answers to. */
export interface ReplyPlace {
  person: string
  channel: string
  /** The message whose button was pressed. */
  source?: { channel: string; ts: string }
}

interface Slot extends ReplyPlace {
  until: number
  left: number
}

export interface ResponseUrls {
  mint: (path: 'commands' | 'actions', place: ReplyPlace) => string
  /** Uses one of the five answers up; an `error` is Slack's own. */
  redeem: (path: string) => ReplyPlace | { error: string }
}

/** Response urls hold for `life` milliseconds and five answers. */
export function makeResponseUrls(origin: string, team: string, life: number): ResponseUrls {
  const slots = new Map<string, Slot>()
  return {
    mint: (kind, place) => {
      const path = `/${kind}/${team}/${slots.size + 1}/${randomBytes(12).toString('base64url')}`
      slots.set(path, { ...place, until: Date.now() + life, left: timing.responseUrlUses })
      return origin + path
    },
    redeem: (path) => {
      const slot = slots.get(path)
      if (!slot) return { error: 'invalid_url' }
      if (slot.until <= Date.now()) return { error: 'expired_url' }
      if (slot.left === 0) return { error: 'used_url' }
      slot.left -= 1
      return slot
    },
  }
}

/** What Slack does with a body sent to a response_url, or given in a command's acknowledgement. Answers an error or nothing. */
export async function reply(world: World, place: ReplyPlace, body: Fields): Promise<Fields | undefined> {
  const blocks = listOf(body['blocks'])
  const refused = badThread(body) ?? blockErrors({ ...body, blocks }, world.refused)
  if (refused) return refused
  if (body['delete_original'] === true) return remove(world, place)
  if (!str(body['text']) && blocks.length === 0) return { ok: false, error: 'no_text' }
  const said = { text: str(body['text']), blocks: identified(blocks) }
  if (body['replace_original'] === true && place.source) return replace(world, place, said)
  const placed = { ...said, ...threadFor(world, place.channel, body) }
  return body['response_type'] === 'in_channel' ? post(world, place, placed) : whisper(world, place, placed)
}

type Said = { text: string; blocks: Block[] } & InThread

function whisper(world: World, place: ReplyPlace, said: Said): undefined {
  showOnlyTo(world, place.person, { channel: place.channel, ...said })
}

async function post(world: World, place: ReplyPlace, said: Said): Promise<Fields | undefined> {
  const { botId, appId } = world.identity
  const answer = await world.emulator.ask('chat.postMessage', {
    channel: place.channel,
    ...said,
    bot_id: botId,
    app_id: appId,
  })
  if (answer['ok'] !== true) return answer
  const message = answer['message'] as Message
  show(world, { ...message, ...said, channel: str(answer['channel']) })
  return undefined
}

async function replace(world: World, place: ReplyPlace, said: Said): Promise<Fields | undefined> {
  const old = sourceOf(world, place)
  if (!old) return { ok: false, error: 'message_not_found' }
  if (!old.to) {
    const answer = await world.emulator.ask('chat.update', { channel: old.channel, ts: old.ts, ...said })
    if (answer['ok'] !== true) return answer
  }
  show(world, { ...old, ...said, edited: { user: world.identity.botUserId } })
  return undefined
}

async function remove(world: World, place: ReplyPlace): Promise<Fields | undefined> {
  const old = sourceOf(world, place)
  if (!old) return { ok: false, error: 'message_not_found' }
  if (!old.to) await world.emulator.ask('chat.delete', { channel: old.channel, ts: old.ts })
  hide(world, old.channel, old.ts)
  return undefined
}

const sourceOf = (world: World, place: ReplyPlace): Message | undefined =>
  place.source && findMessage(world, place.source.channel, place.source.ts)
