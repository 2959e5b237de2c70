import { type Method, forward } from './call.ts'
import { cause, messageEvent } from './events.ts'
import { type Answer, type Message, type Person, listOf, str } from './types.ts'
import { type World, dmOf, handleOf, show } from './world.ts'

/** Uploads a file into the person's direct channel with the app, as their own client would, and tells the app. */
export async function dropFile(
  world: World,
  person: Person,
  filename: string,
  content: string | Uint8Array,
): Promise<Answer> {
  const channel = await dmOf(world, person.id)
  const bytes = Buffer.from(content)
  const handle = handleOf(world, person.id)
  const place = await world.emulator.ask(
    'files.getUploadURLExternal',
    { filename, length: bytes.length },
    handle,
  )
  await world.emulator.pass(new URL(str(place['upload_url'])).pathname, { method: 'POST', body: bytes })
  const files = [{ id: place['file_id'], title: filename }]
  await world.emulator.ask('files.completeUploadExternal', { files, channel_id: channel }, handle)
  const message = await shared(world, channel)
  const { subscription, event } = messageEvent(world, message)
  return cause(world, subscription, event)
}

/** Shows the message that emulate made of an upload: the newest in its channel. */
async function shared(world: World, channel: string): Promise<Message> {
  const reader = handleOf(world, world.dmOwners.get(channel))
  const answer = await world.emulator.ask('conversations.history', { channel, limit: 1 }, reader)
  const newest = listOf(answer['messages'])[0] as unknown as Message
  const message = { ...newest, channel, blocks: newest.blocks ?? [] }
  show(world, message)
  return message
}

const complete: Method = async (world, call) => {
  const answer = await forward(world, call)
  if (answer['ok'] !== true) return answer
  const channels = [str(call.args['channel_id']), ...str(call.args['channels']).split(',')].filter(Boolean)
  for (const channel of channels) await shared(world, world.dms.get(channel) ?? channel)
  return answer
}

export const fileMethods: Readonly<Record<string, Method>> = { 'files.completeUploadExternal': complete }

/** A file's bytes, for whoever shows the app's token; others get a page asking to sign in, as from Slack. */
export async function download(
  world: World,
  path: string,
  authorization: string | undefined,
): Promise<Response> {
  if (authorization !== `Bearer ${world.identity.botToken}`) {
    return new Response('<!DOCTYPE html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } })
  }
  return world.emulator.pass(path, {})
}
