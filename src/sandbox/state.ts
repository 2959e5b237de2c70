import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stateOf } from './acts.ts'
import { type Reply, json, plain } from './http.ts'
import { stackOf } from './method-views.ts'
import { perform } from './page-acts.ts'
import { type Fields, NotPossible, type Person, isFields } from './types.ts'
import type { World } from './world.ts'

/** The longest that a page waits for news, in milliseconds. */
const NEWS = 20_000

const FILES: Readonly<Record<string, string>> = {
  '/': 'index.html',
  '/page.css': 'page.css',
  '/page.js': 'page.js',
  '/blocks.js': 'blocks.js',
  '/controls.js': 'controls.js',
  '/dom.js': 'dom.js',
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.css': 'text/css',
  '.js': 'text/javascript',
}

/** What isn't Slack: the page, the state it shows and the acts it asks for. */
export async function ownPages(
  world: World,
  url: URL,
  type: string,
  body: string,
): Promise<Reply | undefined> {
  if (url.pathname === '/sandbox/state') return news(world, Number(url.searchParams.get('since') ?? -1))
  if (url.pathname === '/sandbox/act') return act(world, type, body)
  const file = FILES[url.pathname]
  if (!file) return undefined
  const text = await readFile(path.join(import.meta.dirname, 'page', file), 'utf8')
  return plain(text, 200, TYPES[path.extname(file)])
}

/** Answers when something happened after the change a page already knows. */
async function news(world: World, since: number): Promise<Reply> {
  if (world.changes <= since) {
    const signal = AbortSignal.any([AbortSignal.timeout(NEWS), world.closing.signal])
    await new Promise((resolve) => {
      world.bell.once('change', resolve)
      signal.addEventListener('abort', resolve)
    })
    await wait(10)
  }
  return json(shown(world))
}

/** The whole workspace as JSON: what a page needs to show anybody's screen. */
function shown(world: World): Fields {
  return {
    change: world.changes,
    team: world.identity.teamName,
    app: { name: world.identity.appName, userId: world.identity.botUserId },
    appUrl: world.appUrl,
    commands: world.commands ?? [],
    channels: world.channels,
    people: [...world.people.values()]
      .filter((person) => !person.is_bot && person.id !== 'USLACKBOT')
      .map((person) => screen(world, person)),
    messages: [...world.messages.values()].flat(),
    warnings: world.warnings,
  }
}

const screen = (world: World, person: Person): Fields => ({
  ...person,
  dm: world.dms.get(person.id) ?? null,
  views: stackOf(world, person.id).map((view) => ({ ...view, state: { values: stateOf(view) } })),
  home: world.homes.get(person.id) ?? null,
})

/** Acts only on JSON, which no other site's page can send here unasked. */
async function act(world: World, type: string, body: string): Promise<Reply> {
  if (!type.startsWith('application/json')) return plain('JSON, please.', 415)
  try {
    const asked: unknown = JSON.parse(body)
    return json({ answer: await perform(world, isFields(asked) ? asked : {}) })
  } catch (error) {
    if (!(error instanceof NotPossible)) throw error
    return json({ problem: error.message, errors: error.errors }, {}, 422)
  }
}
