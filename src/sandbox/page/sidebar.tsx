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
  const entry = (to: Place, name: string, mark: ReactNode): ReactNode => {
    const isHere = to === place || (to === 'dm' && isDirect(place))
    return (
      <Entry
        isHere={isHere}
        name={name}
        mark={mark}
        unread={unreadIn(to, screen, me, read)}
        go={() => go(to)}
      />
    )
  }
  return (
    <nav className="sidebar" aria-label={words.places}>
      <p className="team">{screen.team}</p>
      <h2>{words.apps}</h2>
      <ul>
        <li>
          {entry('dm', screen.app.name, <Avatar id={screen.app.userId} name={screen.app.name} isApp />)}
        </li>
      </ul>
      <h2>{words.channels}</h2>
      <ul>
        {screen.channels.map(({ id, name }) => (
          <li key={id}>{entry(id, name, <span aria-hidden="true">#</span>)}</li>
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
  )
}
