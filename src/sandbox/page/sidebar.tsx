import type { ReactNode } from 'react'
import { Avatar } from './avatar.tsx'
import { type Place, type Read, isDirect, unreadIn } from './places.ts'
import { useScene } from './scene.ts'

interface Props {
  place: Place
  go: (place: Place) => void
  read: Read
}

/** The workspace's channels and the app, with what was not read yet. */
export function Sidebar({ place, go, read }: Props): ReactNode {
  const { screen, me, words } = useScene()
  const to = (target: Place): Omit<EntryProps, 'name' | 'mark'> => ({
    isHere: target === place || (target === 'dm' && isDirect(place)),
    unread: unreadIn(target, screen, me, read),
    go: () => go(target),
  })
  const { app } = screen
  return (
    <nav className="sidebar" aria-label={words.places}>
      <p className="team">{screen.team}</p>
      <h2>{words.apps}</h2>
      <ul>
        <Entry {...to('dm')} name={app.name} mark={<Avatar id={app.userId} name={app.name} isApp />} />
      </ul>
      <h2>{words.channels}</h2>
      <ul>
        {screen.channels.map(({ id, name }) => (
          <Entry key={id} {...to(id)} name={name} mark={<span aria-hidden="true">#</span>} />
        ))}
      </ul>
      <p className="about">{words.nothingLeaves}</p>
    </nav>
  )
}

interface EntryProps {
  isHere: boolean
  name: string
  mark: ReactNode
  unread: number
  go: () => void
}

function Entry({ isHere, name, mark, unread, go }: EntryProps): ReactNode {
  const { words } = useScene()
  return (
    <li>
      <button
        type="button"
        className={unread > 0 ? 'entry unread' : 'entry'}
        aria-current={isHere ? 'page' : undefined}
        onClick={go}
      >
        <span className="mark">{mark}</span>
        <span className="name">{name}</span>
        {unread > 0 && (
          <span className="count">
            <span aria-hidden="true">{unread}</span>
            <span className="unseen">{words.unread(unread)}</span>
          </span>
        )}
      </button>
    </li>
  )
}
