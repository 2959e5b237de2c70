import type { Menu } from './screen.ts'

/** What a manifest grants the app and tells Slack of it. */
export interface Manifest {
  commands: string[]
  events: string[]
  scopes: string[]
  menu: Menu
}

const each = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found)

const listUnder = (text: string, key: string): string[] =>
  each(new RegExp(`^ *${key}:\\n((?: +- \\S+\\n?)+)`, 'm').exec(text)?.[1] ?? '', /- (\S+)/g)

/** The keys and texts of each object in the list under a key. */
function objectsUnder(text: string, key: string): Record<string, string>[] {
  const list = new RegExp(`^( *)${key}:\\n((?:\\1 +.*\\n?)+)`, 'm').exec(text)?.[2] ?? ''
  return list
    .split(/^ +- /m)
    .slice(1)
    .map((item) => Object.fromEntries([...item.matchAll(/^ *(\w+): *(.*)$/gm)].map(entryOf)))
}

const entryOf = ([, key = '', value = '']: RegExpMatchArray): [string, string] => [
  key,
  value.replace(/^'(.*)'$/, '$1').replaceAll("''", "'"),
]

/** Reads an app's manifest (version 2, YAML in block style). */
export function readManifest(yaml: string): Manifest {
  const commands = objectsUnder(yaml, 'slash_commands').map(
    ({ command = '', description = '', usage_hint = '' }) => ({ command, description, usage_hint }),
  )
  const shortcuts = objectsUnder(yaml, 'shortcuts')
    .filter(({ type }) => type === 'message')
    .map(({ name = '', callback_id = '' }) => ({ name, callback_id }))
  return {
    commands: commands.map(({ command }) => command),
    events: listUnder(yaml, 'bot_events'),
    scopes: listUnder(yaml, 'bot'),
    menu: { commands, shortcuts },
  }
}
