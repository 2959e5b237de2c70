import { parsed, signed } from './deliver.ts'
import type { Answer } from './types.ts'
import type { World } from './world.ts'

/** A request as anybody on the internet may send it. */
export interface Raw {
  body: string
  /** `application/x-www-form-urlencoded` unless told otherwise. */
  type?: string
  /** When it claims to have been signed. */
  at?: Date
  /** Another secret, or null for no signature. */
  secret?: string | null
  headers?: Record<string, string>
  /** Milliseconds to wait for an answer. */
  patience?: number
}

export async function sendRaw(world: World, raw: Raw): Promise<Answer> {
  const secret = raw.secret === undefined ? world.identity.signingSecret : raw.secret
  const headers = {
    'content-type': raw.type ?? 'application/x-www-form-urlencoded',
    ...(secret === null ? {} : signed(secret, raw.body, raw.at)),
    ...raw.headers,
  }
  const began = performance.now()
  const signal = AbortSignal.timeout(raw.patience ?? world.patience.acknowledge)
  const response = await fetch(world.appUrl, { method: 'POST', headers, body: raw.body, signal })
  const text = await response.text()
  return { status: response.status, body: parsed(text), ms: Math.round(performance.now() - began) }
}
