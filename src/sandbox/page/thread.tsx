import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import type { Seen } from '../screen.ts'
import { MessageList } from './message-list.tsx'
import { useScene } from './scene.ts'

/** The thread of a message beside its conversation: the message itself, what was replied, and where one replies. */
export function ThreadPanel({ root }: { root: Seen }): ReactNode {
  const { words, thread } = useScene()
  const panel = useRef<HTMLElement>(null)
  const follows = useRef(true)
  useEffect(() => {
    const where = thread.asked?.isAnswering ? 'textarea' : '.messages'
    panel.current?.querySelector<HTMLElement>(where)?.focus()
  }, [thread.asked])
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    thread.close()
  }
  return (
    <aside ref={panel} className="thread" aria-labelledby="thread-title" onKeyDown={leave}>
      <header className="thread-head">
        <h2 id="thread-title">{words.thread}</h2>
        <button type="button" className="icon" aria-label={words.closeThread} onClick={thread.close}>
          ×
        </button>
      </header>
      <MessageList messages={thread.messages} follows={follows} thread={root} />
      <Reply root={root} sent={() => void (follows.current = true)} />
    </aside>
  )
}

/** Where one writes into the thread: Enter sends, with Shift it begins a line. */
function Reply({ root: { channel, ts }, sent }: { root: Seen; sent: () => void }): ReactNode {
  const { words, act, draftIn, setDraft } = useScene()
  const text = draftIn(ts)
  const send = (event: FormEvent | KeyboardEvent): void => {
    event.preventDefault()
    const said = text.trim()
    if (said === '') return
    setDraft('', ts)
    sent()
    void act('say', { text: said, channel, thread: ts })
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) send(event)
  }
  return (
    <form className="composer" onSubmit={send}>
      <textarea
        rows={Math.min(8, text.split('\n').length)}
        aria-label={words.reply}
        placeholder={words.reply}
        value={text}
        onChange={(event) => setDraft(event.target.value, ts)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-tools">
        <button type="submit" className="button primary send" aria-disabled={text.trim() === ''}>
          {words.send}
        </button>
      </div>
    </form>
  )
}
