import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const manifest = readFileSync('manifest.yml', 'utf8')
const listeners = globSync('src/features/*/listeners.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')

const found = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))].toSorted()

const listUnder = (key: string): string[] =>
  found(new RegExp(`^ *${key}:\\n((?: +- \\S+\\n)+)`, 'm').exec(manifest)?.[1] ?? '', /- (\S+)/g)

test('Slack is told of every command we listen for, and of no other', () => {
  expect(found(manifest, /- command: (\S+)/g)).toEqual(found(listeners, /app\.command\('([^']+)'/g))
})

test('Slack is told of every event we listen for, and of no other', () => {
  // Messages of each sort of channel are subscribed to by themselves, and listened for alike.
  const told = listUnder('bot_events').map((event) => event.replace(/^message\..+/, 'message'))
  expect(told).toEqual(found(listeners, /app\.event\('([^']+)'/g))
})

test('Slack is told of every shortcut we listen for, and of no other', () => {
  expect(found(manifest, /callback_id: (\S+)/g)).toEqual(found(listeners, /app\.shortcut\('([^']+)'/g))
})
