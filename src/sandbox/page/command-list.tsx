import { type ReactNode } from 'react'
import type { Menu } from '../screen.ts'
import { useScene } from './scene.ts'

type Command = Menu['commands'][number]

interface Props {
  id: string
  commands: readonly Command[]
  active: number
  /** Enter would take the command at this place. */
  walk: (place: number) => void
  take: (command: Command) => void
}

/** The commands that begin with what is typed, with what each does. */
export function CommandList({ id, commands, active, walk, take }: Props): ReactNode {
  const { words } = useScene()
  return (
    <ul id={`${id}list`} className="popup commands" role="listbox" aria-label={words.commands}>
      {commands.map((command, place) => (
        <li
          key={command.command}
          id={`${id}${place}`}
          role="option"
          aria-selected={place === active}
          onPointerMove={() => walk(place)}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => take(command)}
        >
          <b>{command.command}</b> <span className="usage">{command.usage_hint}</span>
          <small>{command.description}</small>
        </li>
      ))}
    </ul>
  )
}
