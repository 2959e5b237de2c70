import { type Call, type Fields, str } from './types.ts'
import type { World } from './world.ts'

/** A Web API method of ours; it may ask emulate. */
export type Method = (world: World, call: Call) => Promise<Fields> | Fields

export const fail = (error: string): Fields => ({ ok: false, error })

/** Slack's refusal when the app was not granted a scope. */
export function missing(world: World, scope: string): Fields | undefined {
  const { scopes } = world.identity
  return scopes.includes(scope)
    ? undefined
    : { ...fail('missing_scope'), needed: scope, provided: scopes.join(',') }
}

/** Passes a call on to emulate as it came. */
export const forward: Method = (world, call) => world.emulator.ask(call.method, call.args)

/** Cuts a list into Slack's pages; the cursor hides a position. */
export function page(all: readonly Fields[], call: Call, most = 1000): { items: Fields[]; next: string } {
  const limit = Math.min(Number(call.args['limit']) || most, most)
  const from = Number(Buffer.from(str(call.args['cursor']), 'base64url').toString() || 0)
  const next = from + limit < all.length ? Buffer.from(String(from + limit)).toString('base64url') : ''
  return { items: all.slice(from, from + limit), next }
}
