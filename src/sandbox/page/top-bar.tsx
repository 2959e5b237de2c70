import type { ReactNode } from 'react'
import type { Somebody } from '../screen.ts'
import { Avatar } from './avatar.tsx'
import { timeText } from './dates.ts'
import { Menu } from './menu.tsx'
import { type Read, unreadIn } from './places.ts'
import { useScene } from './scene.ts'

interface Props {
  be: (person: Somebody) => void
  read: Read
  turn: (side: 'sidebar' | 'panel') => void
  open: Readonly<Record<'sidebar' | 'panel', boolean>>
}

/** Who one is, in which language; on a phone also the ways to the places and to what can be tried. */
export function TopBar({ be, read, turn, open }: Props): ReactNode {
  const { words } = useScene()
  return (
    <header className="top-bar">
      <button
        type="button"
        className="icon only-narrow"
        aria-label={words.menu}
        aria-expanded={open.sidebar}
        onClick={() => turn('sidebar')}
      >
        ☰
      </button>
      <People be={be} read={read} />
      <Languages />
      <button type="button" className="try" aria-expanded={open.panel} onClick={() => turn('panel')}>
        {words.tryShort}
      </button>
    </header>
  )
}

function People({ be, read }: Pick<Props, 'be' | 'read'>): ReactNode {
  const { screen, me, words } = useScene()
  const items = screen.people.map((person) => ({
    key: person.id,
    label: <PersonLine person={person} unread={unreadIn('dm', screen, person, read)} />,
    isChosen: person.id === me.id,
    pick: () => be(person),
  }))
  return (
    <Menu name={`${words.people} ${me.real_name}`} className="people" items={items}>
      <PersonLine person={me} unread={0} />
      <span aria-hidden="true">▾</span>
    </Menu>
  )
}

function PersonLine({ person, unread }: { person: Somebody; unread: number }): ReactNode {
  const { words, clock } = useScene()
  return (
    <span className="person">
      <Avatar id={person.id} name={person.real_name} />
      <span className="who">
        <b>{person.real_name}</b>
        <small>
          {person.title && `${person.title} · `}
          {timeText(clock.now, { ...clock, zone: person.tz })}
        </small>
      </span>
      {unread > 0 && (
        <span className="count">
          <span aria-hidden="true">{unread}</span>
          <span className="unseen">{words.unread(unread)}</span>
        </span>
      )}
    </span>
  )
}

/** Sets the language of the person's Slack, as their preferences would. */
function Languages(): ReactNode {
  const { me, words, act } = useScene()
  const locales = [
    { locale: me.tz.startsWith('Europe/') ? 'en-GB' : 'en-US', name: 'English', isOn: words.locale === 'en' },
    { locale: 'zh-CN', name: '简体中文', isOn: words.locale === 'zh-CN' },
  ]
  return (
    <div className="languages" role="group" aria-label={words.language}>
      {locales.map(({ locale, name, isOn }) => (
        <button
          key={locale}
          type="button"
          lang={locale}
          aria-pressed={isOn}
          onClick={() => !isOn && void act('change', { patch: { locale } })}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
