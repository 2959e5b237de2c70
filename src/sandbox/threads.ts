import type { Message } from './types.ts'

/** Whether a message stands in the thread of another. */
export const isReply = ({ ts, thread_ts }: Message): boolean => thread_ts !== undefined && thread_ts !== ts

/** Whether a message stands in the conversation itself: of replies only those sent there, too. */
export const isInChannel = (message: Message): boolean =>
  !isReply(message) || message.subtype === 'thread_broadcast'

/** A message and the replies in its thread, oldest first. */
export const threadIn = (messages: readonly Message[], root: string): Message[] =>
  messages.filter(({ ts, thread_ts }) => ts === root || thread_ts === root)

/** The messages of a conversation, with what Slack tells of one thread on its first message counted anew. */
export function counted(messages: readonly Message[], root: string): Message[] {
  const replies = messages.filter(
    (message) => message.thread_ts === root && isReply(message) && message.to === undefined,
  )
  return messages.map((message) => (message.ts === root ? summed(message, replies) : message))
}

function summed(message: Message, replies: readonly Message[]): Message {
  const { thread_ts: _root, reply_count: _count, reply_users: _users, ...bare } = message
  const { reply_users_count: _several, latest_reply: _latest, ...own } = bare
  const latest = replies.at(-1)
  if (!latest) return own
  const users = [...new Set(replies.map(({ user }) => user))]
  return {
    ...own,
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: users.length,
    reply_users: users,
    latest_reply: latest.ts,
  }
}

/** What Slack leaves in place of a message that had replies. */
export const tombstone = ({ channel, ts }: Message): Message => ({
  channel,
  ts,
  user: 'USLACKBOT',
  subtype: 'tombstone',
  hidden: true,
  text: 'This message was deleted.',
  blocks: [],
})
