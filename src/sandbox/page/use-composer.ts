import { type FormEvent, type KeyboardEvent, useState } from 'react'
import type { Menu } from '../screen.ts'
import { useScene } from './scene.ts'

type Command = Menu['commands'][number]

interface Composer {
  text: string
  write: (text: string) => void
  offered: readonly Command[]
  active: number
  walk: (place: number) => void
  take: (command: Command) => void
  onKeyDown: (event: KeyboardEvent) => void
  onSubmit: (event: FormEvent) => void
}

/** Enter sends, with Shift it begins a line; `/` offers commands, which arrows walk and Enter or Tab takes. */
export function useComposer(channel: string | undefined, sent: () => void): Composer {
  const { screen, act, draft: text, setDraft } = useScene()
  const [walked, walk] = useState(0)
  const [isHidden, hide] = useState(false)
  const offered = isHidden ? [] : offeredFor(text, screen.commands)
  const active = Math.min(walked, offered.length - 1)
  const write = (next: string): void => {
    setDraft(next)
    walk(0)
    hide(false)
  }
  const send = (): void => {
    const said = text.trim()
    if (said === '') return
    write('')
    sent()
    void act(said.startsWith('/') ? 'command' : 'say', { text: said, channel })
  }
  const take = (command: Command): void => write(`${command.command} `)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || event.shiftKey) return
    const does = keysOf({ text, offered, active, walk, take, send, hide: () => hide(true) })[event.key]
    if (!does) return
    event.preventDefault()
    does()
  }
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault()
    send()
  }
  return { text, write, offered, active, walk, take, onKeyDown, onSubmit }
}

/** Only while the command itself is being typed. */
const offeredFor = (text: string, commands: readonly Command[]): readonly Command[] =>
  /^\/\S*$/.test(text) ? commands.filter(({ command }) => command.startsWith(text)) : []

interface Moves {
  text: string
  offered: readonly Command[]
  active: number
  walk: (to: number) => void
  take: (command: Command) => void
  send: () => void
  hide: () => void
}

function keysOf({
  text,
  offered,
  active,
  walk,
  take,
  send,
  hide,
}: Moves): Partial<Record<string, () => void>> {
  const current = offered[active]
  if (!current || (offered.length === 1 && current.command === text)) return { Enter: send }
  return {
    ArrowDown: () => walk((active + 1) % offered.length),
    ArrowUp: () => walk((active + offered.length - 1) % offered.length),
    Enter: () => take(current),
    Tab: () => take(current),
    Escape: hide,
  }
}
