import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { CallFault } from './faults.ts'
import type { Fields } from './types.ts'
import type { World } from './world.ts'

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string | Buffer<ArrayBuffer>
}

export const json = (body: object, headers: Record<string, string> = {}, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
})

export const plain = (body: string, status = 200, type = 'text/plain'): Reply => ({
  status,
  headers: { 'content-type': `${type}; charset=utf-8` },
  body,
})

export function send(response: ServerResponse, { status, headers, body }: Reply): void {
  if (!response.destroyed) response.writeHead(status, headers).end(body)
}

export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** Does the work and sends what comes of it, or fails as was planned; the status that went out, 0 for none. */
export async function sendWithFault(
  world: World,
  response: ServerResponse,
  fault: CallFault | undefined,
  work: () => Promise<Reply>,
): Promise<number> {
  if (fault?.kind === 'slow') await rest(world, fault.ms)
  const isStored = !fault || fault.kind === 'slow' || ('stored' in fault && fault.stored)
  const done = isStored ? await work() : undefined
  if (fault?.kind === 'hang') await rest(world, fault.ms)
  const out = fault && fault.kind !== 'slow' && fault.kind !== 'hang' ? refusal(fault) : done
  if (out) send(response, out)
  else response.destroy()
  return out?.status ?? 0
}

const rest = (world: World, ms: number): Promise<unknown> =>
  wait(ms, undefined, { signal: world.closing.signal }).catch(() => undefined)

function refusal(fault: Exclude<CallFault, { kind: 'slow' | 'hang' }>): Reply | undefined {
  switch (fault.kind) {
    case 'rate': {
      const header = fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
      return json({ ok: false, error: 'ratelimited' } satisfies Fields, header, 429)
    }
    case 'error':
      return json({ ok: false, error: fault.error })
    case 'status':
      return plain('upstream connect error', fault.status)
    case 'reset':
    default:
      return undefined
  }
}
