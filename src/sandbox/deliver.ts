import { createHmac, randomUUID } from 'node:crypto'
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises'
import type { DeliveryFault } from './faults.ts'
import { type Answer, type Delivery, type Fields } from './types.ts'
import { type World, ring } from './world.ts'

type Kind = Delivery['kind']

const NOTHING: Omit<Answer, 'ms'> = { status: 0, body: '' }

/** Slack's signature of a raw body. */
export function signed(secret: string, raw: string, at: Date = new Date()): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1000)
  const mac = createHmac('sha256', secret).update(`v0:${seconds}:${raw}`).digest('hex')
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${mac}` }
}

/** Sends a command or an interaction to the app: over a socket when one is open, else signed to its address. */
export async function deliver(
  world: World,
  kind: 'command' | 'interactive',
  payload: Fields,
): Promise<Answer> {
  const fault = world.faults.take(kind, payload) as DeliveryFault | undefined
  if (fault?.kind === 'drop') return { ...NOTHING, ms: 0 }
  const delivery = packed(world, kind, payload)
  if (fault?.kind === 'duplicate') void underWay(world, send(world, delivery))
  const answer = await underWay(world, send(world, delivery))
  return fault?.kind === 'unheard' ? { ...answer, ...NOTHING } : answer
}

/** Sends an event, and again after each failure until the schedule ends; the answer is the first attempt's. */
export async function deliverEvent(world: World, envelope: Fields, retry?: Retry): Promise<Answer> {
  const answer = await attempt(world, envelope, retry)
  if (answer.status !== 200 && !retry && answer.ms >= 0) void underWay(world, again(world, envelope, answer))
  return answer
}

export interface Retry {
  num: number
  reason: string
}

async function again(world: World, envelope: Fields, first: Answer): Promise<void> {
  let last = first
  for (const [i, ms] of world.patience.eventRetries.entries()) {
    await wait(ms, undefined, { signal: world.closing.signal }).catch(() => undefined)
    if (world.closing.signal.aborted) return
    last = await attempt(world, envelope, {
      num: i + 1,
      reason: last.status === 0 ? 'http_timeout' : 'http_error',
    })
    if (last.status === 200) return
  }
}

/** One attempt; a dropped event has no duration (-1) and is never tried again. */
async function attempt(world: World, envelope: Fields, retry?: Retry): Promise<Answer> {
  const fault = world.faults.take('event', envelope) as DeliveryFault | undefined
  if (fault?.kind === 'drop') return { ...NOTHING, ms: -1 }
  const delivery = packed(world, 'event', envelope, retry)
  if (fault?.kind === 'duplicate') void underWay(world, send(world, delivery))
  const answer = await underWay(world, send(world, delivery))
  return fault?.kind === 'unheard' ? { ...answer, ...NOTHING } : answer
}

/** Sends the same bytes again, over HTTP. */
export function replay(world: World, delivery: Delivery): Promise<Answer> {
  return underWay(world, overHttp(world, delivery))
}

function packed(world: World, kind: Kind, payload: Fields, retry?: Retry): Delivery {
  const raw = rawBody(kind, payload)
  const type = kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded'
  const retried = retry
    ? { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }
    : {}
  const headers = {
    'content-type': type,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...signed(world.identity.signingSecret, raw),
    ...retried,
  }
  const delivery: Delivery = { kind, headers, raw, payload, at: new Date() }
  world.deliveries.push(delivery)
  return delivery
}

function rawBody(kind: Kind, payload: Fields): string {
  if (kind === 'event') return JSON.stringify(payload)
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(payload) }).toString()
  return new URLSearchParams(
    Object.entries(payload).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString()
}

async function send(world: World, delivery: Delivery): Promise<Answer> {
  // At its end the page is told first.
  if (world.journey) await world.journey.end.then(() => turn())
  const overSocket = world.sockets.open > 0
  const answer = overSocket
    ? await world.sockets.send(delivery, world.patience.acknowledge)
    : await overHttp(world, delivery)
  delivery.answer = answer
  ring(world)
  return answer
}

async function overHttp(world: World, { headers, raw }: Delivery): Promise<Answer> {
  const began = performance.now()
  const took = (): number => Math.round(performance.now() - began)
  if (!world.appUrl) return { ...NOTHING, ms: 0 }
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(world.patience.acknowledge), world.closing.signal])
    const response = await fetch(world.appUrl, { method: 'POST', headers, body: raw, signal })
    const text = await response.text()
    return { status: response.status, body: parsed(text), ms: took() }
  } catch {
    return { ...NOTHING, ms: took() }
  }
}

export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Keeps count of what has not come back yet. */
export function underWay<T>(world: World, work: Promise<T>): Promise<T> {
  const kept = work.finally(() => world.underWay.delete(kept))
  world.underWay.add(kept)
  return kept
}

/** The envelope of an event, as the Events API and Socket Mode carry it. */
export function envelopeOf(world: World, event: Fields): Fields {
  const { teamId, appId, botUserId } = world.identity
  return {
    token: 'sandbox',
    team_id: teamId,
    api_app_id: appId,
    event,
    type: 'event_callback',
    event_id: `Ev${randomUUID().replaceAll('-', '').slice(0, 10).toUpperCase()}`,
    event_time: Math.floor(Date.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: teamId,
        user_id: botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event_context: '4-sandbox',
  }
}
