import type { IncomingMessage } from 'node:http'
import { fail, forward } from './call.ts'
import { type Reply, json } from './http.ts'
import { METHODS } from './methods.ts'
import { type Call, type Fields, str } from './types.ts'
import { type World, ring } from './world.ts'

/** Reads a body as Slack does: a form whose objects are JSON strings, or JSON. */
export function readArgs(raw: string, type: string): Fields {
  if (type.includes('json')) return JSON.parse(raw || '{}') as Fields
  return Object.fromEntries([...new URLSearchParams(raw)].map(([key, value]) => [key, unpacked(value)]))
}

function unpacked(value: string): unknown {
  if (!/^[[{]/.test(value)) return value
  try {
    return JSON.parse(value)
  } catch {
    return value
  }
}

/** Notes a Web API call that arrived. */
export function noteCall(world: World, method: string, request: IncomingMessage, raw: string): Call {
  const { token, ...args } = readArgs(raw, request.headers['content-type'] ?? '')
  const shown = (request.headers.authorization ?? '').replace(/^Bearer /, '') || str(token)
  const call: Call = { method, args, token: shown, at: new Date() }
  world.calls.push(call)
  return call
}

/** Does what a Web API call asks for. */
export async function answerCall(world: World, call: Call): Promise<Reply> {
  const answer = await perform(world, call)
  Object.assign(call, { ok: answer['ok'], error: answer['error'] })
  ring(world)
  return json(answer, { 'x-oauth-scopes': world.identity.scopes.join(',') })
}

async function perform(world: World, call: Call): Promise<Fields> {
  const expected = call.method === 'apps.connections.open' ? world.identity.appToken : world.identity.botToken
  if (!call.token) return fail('not_authed')
  if (call.token !== expected) return fail('invalid_auth')
  return (METHODS[call.method] ?? forward)(world, call)
}
