import type { ReactNode } from 'react'
import type { Seen } from '../screen.ts'
import { Avatar } from './avatar.tsx'
import { agoText } from './dates.ts'
import { useScene } from './scene.ts'

/** Faces that are shown of those who replied. */
const FACES = 3

/** Under a message with replies: who replied, how many there are, when the last came; it opens the thread. */
export function ThreadLine({ message }: { message: Seen }): ReactNode {
  const { screen, words, clock, thread, nameOf } = useScene()
  const { reply_count: count = 0, reply_users: users = [], latest_reply: latest } = message
  const last = screen.messages.find(({ channel, ts }) => channel === message.channel && ts === latest)
  if (count === 0) return null
  const isNew = thread.hasNew(message)
  return (
    <button
      type="button"
      className={isNew ? 'thread-line new' : 'thread-line'}
      aria-expanded={thread.root?.ts === message.ts}
      onClick={() => thread.open(message.ts)}
    >
      <span className="faces">
        {users.slice(0, FACES).map((id) => (
          <Avatar key={id} id={id} name={nameOf(id)} isApp={id === screen.app.userId} />
        ))}
      </span>
      <span className="link">{words.replies(count)}</span>
      {isNew && <span className="unseen">{words.newReplies}</span>}
      {last && <small>{words.lastReply(agoText(new Date(last.at), clock))}</small>}
    </button>
  )
}

/** Over a reply that stands in the conversation, too: it leads to the thread. */
export function RepliedTo({ message }: { message: Seen }): ReactNode {
  const { words, thread } = useScene()
  const { thread_ts: root } = message
  if (message.subtype !== 'thread_broadcast' || root === undefined) return null
  return (
    <p className="whisper">
      <button type="button" className="link" onClick={() => thread.open(root)}>
        {words.repliedInThread}
      </button>
    </p>
  )
}
