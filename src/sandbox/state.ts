import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { stateOf } from './acts.ts'
import { type Reply, json, plain } from './http.ts'
import { stackOf } from './method-views.ts'
import { perform } from './page-acts.ts'
import type { Screen, Somebody } from './screen.ts'
import { type Message, NotPossible, type Person, isFields } from './types.ts'
import type { World } from './world.ts'

/** The longest that a page waits for news, in milliseconds. */
const NEWS = 20_000

/** What happens within so long is one piece of news, in milliseconds; on a journey much does. */
const LULL = { usual: 10, travelling: 1000 }

/** Where `npm run build:page` puts what stands in `page/`. */
const BUILT = path.join(import.meta.dirname, '../../dist/page')

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
  if (url.pathname === '/') return file('index.html')
  return /^\/assets\/[\w-]+\.\w+$/.test(url.pathname) ? file(url.pathname) : undefined
}

/** Nothing but this page's own scripts and styles may load or run: what people type stays text. */
const POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"

async function file(name: string): Promise<Reply> {
  try {
    const text = await readFile(path.join(BUILT, name), 'utf8')
    const reply = plain(text, 200, TYPES[path.extname(name)])
    return { ...reply, headers: { ...reply.headers, 'content-security-policy': POLICY } }
  } catch {
    return plain('The page is not built yet: npm run build:page', 404)
  }
}

/** Answers when something happened after the change a page already knows. */
async function news(world: World, since: number): Promise<Reply> {
  const { journey } = world
  if (world.changes <= since) {
    const signal = AbortSignal.any([AbortSignal.timeout(NEWS), world.closing.signal])
    await new Promise((resolve) => {
      world.bell.once('change', resolve)
      signal.addEventListener('abort', resolve)
    })
  }
  // Who has heard of a journey under way hears at once of its end.
  const hasHeard = journey && since >= journey.change
  await (hasHeard ? Promise.race([journey.end, wait(LULL.travelling)]) : wait(LULL.usual))
  return json(shown(world))
}

/** The whole workspace as JSON: what a page needs to show anybody's screen. */
function shown(world: World): Screen {
  return {
    ...world.menu,
    change: world.changes,
    team: world.identity.teamName,
    app: { name: 'Tend', userId: world.identity.botUserId },
    ready: world.appUrl !== '' || world.sockets.open > 0,
    now: world.clock().toISOString(),
    travel: travelOf(world),
    channels: world.channels,
    people: [...world.people.values()]
      .filter((person) => !person.is_bot && !person.deleted && person.id !== 'USLACKBOT')
      .map((person) => somebody(world, person)),
    messages: [...world.messages.values()]
      .flat()
      .map((message) => ({ ...message, at: cameAt(world, message) })),
    warnings: world.warnings,
  }
}

const cameAt = (world: World, { channel, ts }: Message): string =>
  (world.times.get(`${channel} ${ts}`) ?? new Date(Number(ts) * 1000)).toISOString()

function travelOf({ travel, journey, isStranded }: World): Screen['travel'] {
  if (!travel) return 'impossible'
  if (journey) return 'under way'
  return isStranded ? 'stranded' : 'possible'
}

const somebody = (world: World, person: Person): Somebody => ({
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
