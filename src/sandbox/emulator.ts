import { createEmulator } from 'emulate'
import { type Fields, listOf, str } from './types.ts'

/** Accounts kept back for those who join later: emulate takes no new members once it runs. */
const SPARES = 12
/** emulate refuses the 5 001st call of an hour made with one token, so the app's calls are spread over several. */
const CALLS_PER_TOKEN = 4_900
const BOT_TOKENS = 400

export interface Emulator {
  /** Ids by handle, with `spare-0` and so on. */
  ids: ReadonlyMap<string, string>
  channels: ReadonlyMap<string, string>
  /** Calls a method as the app, or as the person with that handle. */
  ask: (method: string, args: Fields, handle?: string) => Promise<Fields>
  /** Passes on what is no method: uploads and downloads of files. */
  pass: (path: string, init: Passed) => Promise<Response>
  close: () => Promise<void>
}

interface Passed {
  method?: string
  body?: Uint8Array<ArrayBuffer>
  headers?: Record<string, string>
}

export interface EmulatorSeed {
  /** Where the proxy listens: what emulate calls its own address is rewritten to it. */
  publicUrl: string
  team: { name: string; domain: string }
  handles: readonly string[]
  channels: readonly string[]
  bot: { appId: string; botId: string; userId: string; name: string; scopes: readonly string[] }
}

export const spareName = (n: number): string => `spare-${n}`

/** Starts the stateful Web API on a free loopback port. */
export async function startEmulator(seed: EmulatorSeed): Promise<Emulator> {
  const server = await createEmulator({
    service: 'slack',
    port: 0,
    hostname: '127.0.0.1',
    seed: { slack: slackSeed(seed) },
  })
  const origin = server.url.replace('localhost', '127.0.0.1')
  let calls = 0
  const token = (handle?: string): string =>
    handle ? `xoxp-${handle}` : `xoxb-${Math.floor(calls++ / CALLS_PER_TOKEN) % BOT_TOKENS}`
  const ask = async (method: string, args: Fields, handle?: string): Promise<Fields> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token(handle)}` }
    const response = await fetch(`${origin}/api/${method}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(args),
    })
    return readAnswer(method, response, server.url, seed.publicUrl)
  }
  const pass = (path: string, init: Passed): Promise<Response> =>
    fetch(origin + path, { ...init, headers: { ...init.headers, authorization: `Bearer ${token()}` } })
  return { ...(await known(ask)), ask, pass, close: () => server.close() }
}

async function readAnswer(method: string, response: Response, from: string, to: string): Promise<Fields> {
  if (response.status === 404) return { ok: false, error: 'unknown_method', req_method: method }
  return JSON.parse((await response.text()).replaceAll(from, to)) as Fields
}

function slackSeed({ team, handles, channels, bot }: EmulatorSeed): Fields {
  const people = [...handles, ...Array.from({ length: SPARES }, (_, n) => spareName(n))]
  const app = { app_id: bot.appId, bot_id: bot.botId, scopes: bot.scopes }
  return {
    team,
    strict_scopes: true,
    users: people.map((name) => ({ name })),
    channels: channels.map((name) => ({ name })),
    oauth_apps: [
      {
        ...app,
        client_id: 'sandbox',
        client_secret: 'sandbox',
        name: bot.name,
        redirect_uris: [],
        bot_user_id: bot.userId,
      },
    ],
    tokens: [
      ...Array.from({ length: BOT_TOKENS }, (_, n) => ({
        ...app,
        token: `xoxb-${n}`,
        user_id: bot.userId,
        type: 'bot',
      })),
      ...people.map((name) => ({ token: `xoxp-${name}`, user: name, type: 'user' })),
    ],
  }
}

async function known(ask: Emulator['ask']): Promise<Pick<Emulator, 'ids' | 'channels'>> {
  const ids = new Map<string, string>()
  let cursor = ''
  do {
    const page = await ask('users.list', { limit: 1000, cursor }, spareName(0))
    for (const user of listOf(page['members'])) ids.set(str(user['name']), str(user['id']))
    cursor = str((page['response_metadata'] as Fields)['next_cursor'])
  } while (cursor)
  const found = await ask('conversations.list', { limit: 1000 }, spareName(0))
  return { ids, channels: new Map(listOf(found['channels']).map((c) => [str(c['name']), str(c['id'])])) }
}
