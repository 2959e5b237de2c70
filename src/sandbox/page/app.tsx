import { type ReactNode, useEffect, useRef, useState } from 'react'
import type { Screen, Somebody } from '../screen.ts'
import { ConfirmDialog, useConfirm } from './confirm.tsx'
import { Modal } from './modal.tsx'
import { Panel } from './panel.tsx'
import { PlaceView } from './place.tsx'
import { type Place, type Read, messagesIn, readKey } from './places.ts'
import { SceneContext } from './scene.ts'
import { Sidebar } from './sidebar.tsx'
import { TopBar } from './top-bar.tsx'
import { toursOf } from './tours.ts'
import { useScenery } from './use-scenery.ts'
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
  const scene = useScenery({ screen, me, place, now, ask: confirming.ask })
  const read = useRead(screen, me, place)
  const [open, setOpen] = useState({ sidebar: false, panel: window.innerWidth > 1100 })
  const field = useRef<HTMLTextAreaElement>(null)
  const { words, problem } = scene
  const view = me.views.at(-1)
  const visit = (person: Somebody, to: Place): void => {
    go(person, to, screen)
    setOpen((was) => ({ ...was, sidebar: false }))
  }
  useEffect(() => void (document.documentElement.lang = words.locale), [words])
  const closePanelOnPhone = (): void =>
    setOpen((was) => ({ ...was, panel: window.innerWidth > 700 && was.panel }))
  const meet = (): void => {
    closePanelOnPhone()
    visit(me, 'dm')
  }
  const tours = toursOf({ scene, field, visit, before: closePanelOnPhone })
  return (
    <SceneContext value={scene}>
      <div className="app" data-sidebar={open.sidebar} data-panel={open.panel}>
        <TopBar
          be={(person) => visit(person, 'dm')}
          read={read}
          isPanelOpen={open.panel}
          turnSidebar={() => setOpen({ ...open, sidebar: !open.sidebar })}
          turnPanel={() => setOpen({ ...open, panel: !open.panel })}
        />
        <Sidebar place={place} read={read} go={(to) => visit(me, to)} />
        <PlaceView place={place} field={field} go={(to) => visit(me, to)} />
        {open.panel && <Panel tours={tours} meet={meet} />}
        {screen.travel === 'under way' && <Notice text={words.travelling} />}
        {screen.travel === 'stranded' && <Notice text={words.stranded} isAlert />}
        {isLost && <Notice text={words.lost} />}
        {problem && !view && <Notice text={problem} isAlert />}
      </div>
      {view && <Modal key={view.id} view={view} isPushed={me.views.length > 1} />}
      {confirming.asked && <ConfirmDialog {...confirming.asked} />}
    </SceneContext>
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
