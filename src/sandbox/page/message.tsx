import { type ReactNode, useState } from 'react'
import type { Seen } from '../screen.ts'
import { Avatar } from './avatar.tsx'
import { Blocks } from './blocks.tsx'
import { boardOf } from './board.ts'
import { Dots } from './buttons.tsx'
import { timeText } from './dates.ts'
import type { Typed } from './held.ts'
import { Menu } from './menu.tsx'
import { Rich } from './rich.tsx'
import { useScene } from './scene.ts'
import { RepliedTo, ThreadLine } from './thread-line.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** One message: who, when, what; its buttons; the way to its thread; and the menu with the app's shortcuts. */
export function MessageItem({ message, isInThread }: { message: Seen; isInThread: boolean }): ReactNode {
  const { screen, words, clock, nameOf } = useScene()
  const isApp = message.user === screen.app.userId
  const at = new Date(message.at)
  return (
    <article className={message.to ? 'message only-you' : 'message'}>
      <Avatar id={message.user} name={nameOf(message.user)} isApp={isApp} />
      <div className="message-body">
        {message.to && <Whisper message={message} />}
        {!isInThread && <RepliedTo message={message} />}
        <header>
          <b className="sender">{nameOf(message.user)}</b>
          {isApp && <span className="badge-app">{words.app}</span>}
          <time dateTime={message.at}>{timeText(at, clock)}</time>
        </header>
        <MessageBody message={message} />
        <Files files={message.files ?? []} />
        {!isInThread && <ThreadLine message={message} />}
      </div>
      <MessageMenu message={message} isInThread={isInThread} />
    </article>
  )
}

/** That only one person sees this, who can put it away. */
function Whisper({ message: { channel, ts } }: { message: Seen }): ReactNode {
  const { words, act } = useScene()
  return (
    <p className="whisper">
      {words.onlyYou} ·{' '}
      <button
        type="button"
        className="link"
        onClick={(event) => {
          event.currentTarget.closest<HTMLElement>('.messages')?.focus()
          void act('forget', { channel, ts })
        }}
      >
        {words.dismiss}
      </button>
    </p>
  )
}

function MessageBody({ message }: { message: Seen }): ReactNode {
  const scene = useScene()
  const kept = useKeptFocus(message.blocks)
  const [typed, type] = useState<Typed>({})
  if (message.subtype === 'tombstone') return <em>{scene.words.deleted}</em>
  if (message.blocks.length === 0) return <Rich text={{ type: 'mrkdwn', text: message.text }} />
  return (
    <div {...kept}>
      <Blocks blocks={message.blocks} board={boardOf({ place: message, scene, typed, type })} />
    </div>
  )
}

function Files({ files }: { files: readonly Record<string, unknown>[] }): ReactNode {
  return files.map((file) => (
    <p key={String(file['id'])} className="file">
      <span className="file-kind" aria-hidden="true">
        {String(file['name']).split('.').pop()?.toUpperCase()}
      </span>
      {String(file['name'])}
    </p>
  ))
}

/** What can be done with a message; with what only one person sees, nothing. */
function MessageMenu({ message, isInThread }: { message: Seen; isInThread: boolean }): ReactNode {
  const { screen, words, act, thread } = useScene()
  if (message.to) return null
  const answer = {
    key: 'reply',
    label: words.replyInThread,
    pick: () => thread.open(message.thread_ts ?? message.ts, true),
  }
  const shortcuts = screen.shortcuts.map(({ name, callback_id }) => ({
    key: callback_id,
    label: name,
    pick: () => void act('shortcut', { callback_id, channel: message.channel, ts: message.ts }),
  }))
  const items = isInThread ? shortcuts : [answer, ...shortcuts]
  if (items.length === 0) return null
  return (
    <div className="message-menu">
      <Menu name={words.messageMenu} className="button dots" items={items}>
        <Dots />
      </Menu>
    </div>
  )
}
