import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Screen, Somebody } from '../screen.ts'
import { ConfirmDialog, useConfirm } from './confirm.tsx'
import { Modal } from './modal.tsx'
import { Panel } from './panel.tsx'
import { PlaceView } from './place.tsx'
import { type Place, type Read, messagesIn, readKey } from './places.ts'
import { SceneContext, useScene } from './scene.ts'
import { Sidebar } from './sidebar.tsx'
import { ThreadPanel } from './thread.tsx'
import { TopBar } from './top-bar.tsx'
import { toursOf } from './tours.ts'
import { useOpen } from './use-open.ts'
import { useScenery } from './use-scenery.ts'
import { useThread } from './use-thread.ts'
import { go } from './use-where.ts'

interface Props {
  screen: Screen
  me: Somebody
  place: Place
  now: Date
  isLost: boolean
}

/** Everything a person sees. */
export function App({ screen, me, place, now, isLost }: Props): ReactNode {
  const confirming = useConfirm()
  const thread = useThread(screen, me, place)
  const scene = useScenery({ screen, me, place, now, thread, ask: confirming.ask })
  const read = useRead(screen, me, place)
  const { open, turn, leaveSidebar, leavePanel, leaveBoth, escape } = useOpen(thread)
  const field = useRef<HTMLTextAreaElement>(null)
  const { words } = scene
  const view = me.views.at(-1)
  const visit = (person: Somebody, to: Place): void => {
    go(person, to, screen)
    leaveSidebar()
  }
  useEffect(() => void (document.documentElement.lang = words.locale), [words])
  const tours = toursOf({ scene, field, visit, before: leavePanel })
  const be = (person: Somebody): void => visit(person, 'dm')
  const goTo = (to: Place): void => visit(me, to)
  const meet = (): void => {
    leavePanel()
    goTo('dm')
  }
  return (
    <SceneContext value={scene}>
      <div
        className="app"
        data-sidebar={open.sidebar}
        data-panel={open.panel}
        data-thread={thread.root !== undefined}
        onKeyDown={escape}
      >
        <TopBar be={be} read={read} open={open} turn={turn} />
        <Sidebar place={place} read={read} go={goTo} />
        <PlaceView place={place} field={field} go={goTo} />
        {thread.root && <ThreadPanel key={thread.root.ts} root={thread.root} />}
        {open.panel && <Panel tours={tours} meet={meet} />}
        {(open.sidebar || open.panel) && <Scrim leave={leaveBoth} />}
        <Notices isLost={isLost} isSaidElsewhere={view !== undefined} />
      </div>
      {view && <Modal key={view.id} view={view} isPushed={me.views.length > 1} />}
      {confirming.asked && <ConfirmDialog {...confirming.asked} />}
    </SceneContext>
  )
}

/** On a phone what lies beneath is dimmed, and a tap there goes back to it; the keyboard has Escape. */
const Scrim = ({ leave }: { leave: () => void }): ReactNode => (
  <button type="button" className="scrim" tabIndex={-1} aria-hidden="true" onClick={leave} />
)

/** That the clock is being moved, that nobody answers, what could not be done; a window says the last itself. */
function Notices({ isLost, isSaidElsewhere }: { isLost: boolean; isSaidElsewhere: boolean }): ReactNode {
  const { screen, words, problem } = useScene()
  return (
    <>
      {screen.travel === 'under way' && <Notice text={words.travelling} />}
      {screen.travel === 'stranded' && <Notice text={words.stranded} isAlert />}
      {isLost && <Notice text={words.lost} />}
      {problem && !isSaidElsewhere && <Notice text={problem} isAlert />}
    </>
  )
}

const Notice = ({ text, isAlert = false }: { text: string; isAlert?: boolean }): ReactNode => (
  <p className="notice" role={isAlert ? 'alert' : 'status'}>
    {text}
  </p>
)

/** What somebody has read: all that stands where they are. */
function useRead(screen: Screen, me: Somebody, place: Place): Read {
  const [read, setRead] = useState<Read>({})
  const newest = place === 'home' ? undefined : messagesIn(place, screen, me).at(-1)?.ts
  const key = readKey(me, place)
  useEffect(() => {
    if (newest) setRead((was) => ({ ...was, [key]: newest }))
  }, [key, newest])
  return read
}
