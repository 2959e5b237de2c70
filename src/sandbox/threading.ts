import { fail } from './call.ts'
import { isReply } from './threads.ts'
import { type Fields, type Message, str } from './types.ts'
import { type World, findMessage } from './world.ts'

/** Slack's refusal of what is no time stamp at all, or nothing. */
export function badThread({ thread_ts }: Fields): Fields | undefined {
  if (thread_ts === undefined || /^\d+\.\d+$/.test(str(thread_ts))) return undefined
  const messages = [`[ERROR] ${str(thread_ts)} is not a valid thread_ts`]
  return { ...fail('invalid_thread_ts'), response_metadata: { messages } }
}

/** What makes a message a reply, and one that stands in the conversation, too. */
export type InThread = Pick<Message, 'thread_ts' | 'subtype'>

/**
 * Where a message goes that names a thread. One that names a message that is gone goes into the conversation itself, and nothing
 * but the missing `thread_ts` of the answer tells (slack-go#1571); so it is, too, when a reply is named (python-slack-sdk#1116).
 */
export function threadFor(world: World, channel: string, args: Fields): InThread {
  const { thread_ts, reply_broadcast } = args
  if (thread_ts === undefined) return {}
  const root = findMessage(world, channel, str(thread_ts))
  if (!root || root.to !== undefined || isReply(root)) {
    world.warnings.push(`No message ${str(thread_ts)} begins a thread there: the reply stands outside`)
    return {}
  }
  const isBroadcast = ['true', '1', true].includes(reply_broadcast as string | boolean)
  return { thread_ts: root.ts, ...(isBroadcast && { subtype: 'thread_broadcast' }) }
}
