/** What a manifest grants the app and tells Slack of it. */
export interface Manifest {
  commands: string[]
  events: string[]
  scopes: string[]
}

const each = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found = '']) => found)

const listUnder = (text: string, key: string): string[] =>
  each(new RegExp(`^ *${key}:\\n((?: +- \\S+\\n?)+)`, 'm').exec(text)?.[1] ?? '', /- (\S+)/g)

/** Reads an app's manifest (version 2, YAML in block style). */
export const readManifest = (yaml: string): Manifest => ({
  commands: each(yaml, /- command: (\S+)/g),
  events: listUnder(yaml, 'bot_events'),
  scopes: listUnder(yaml, 'bot'),
})
