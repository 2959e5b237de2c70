import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerCall, noteCall, readArgs } from './api.ts'
import type { CallFault } from './faults.ts'
import { download } from './files.ts'
import { type Reply, json, plain, readBody, send, sendWithFault } from './http.ts'
import { reply } from './replies.ts'
import { type Fields, str } from './types.ts'
import type { World } from './world.ts'

/** Answers what isn't Slack: the page and what it asks. */
export type OwnPages = (world: World, url: URL, type: string, body: string) => Promise<Reply | undefined>

export interface Listening {
  origin: string
  close: () => Promise<void>
}

/** Opens the door on a loopback port (0: a free one); the world may be made after it, as it needs the address. */
export async function listen(port: number, world: () => World, ownPages: OwnPages): Promise<Listening> {
  const server = createServer((request, response) => {
    handle(world(), request, response, ownPages).catch((error: unknown) => {
      if (!response.headersSent) send(response, plain(String(error), 500))
    })
  })
  server.on('upgrade', (request, socket) => world().sockets.accept(request, socket))
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  )
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => shut(server) }
}

const shut = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

async function handle(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  ownPages: OwnPages,
): Promise<void> {
  const url = new URL(request.url ?? '/', world.origin)
  const path = url.pathname
  const body = await readBody(request)
  if (path.startsWith('/api/'))
    return webApi(world, path.slice('/api/'.length), request, response, body.toString())
  if (/^\/(commands|actions)\//.test(path))
    return responseUrl(world, path, request, response, body.toString())
  if (path.startsWith('/upload/')) return upload(world, path, request, response, body)
  if (path.startsWith('/files-pri/')) return fetchFile(world, path, request, response)
  send(
    response,
    (await ownPages(world, url, request.headers['content-type'] ?? '', body.toString())) ??
      plain('Nothing here.', 404),
  )
}

async function webApi(
  world: World,
  method: string,
  request: IncomingMessage,
  response: ServerResponse,
  raw: string,
): Promise<void> {
  const call = noteCall(world, method, request, raw)
  const seconds = world.rates.wait(method, str(call.args['channel']))
  const limited: CallFault | undefined = seconds > 0 ? { kind: 'rate', retryAfter: seconds } : undefined
  const fault = limited ?? faultFor(world, method, call.args)
  call.status = await sendWithFault(world, response, fault, () => answerCall(world, call))
}

const faultFor = (world: World, name: string, about: Fields): CallFault | undefined =>
  world.faults.take(name, about) as CallFault | undefined

async function responseUrl(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  raw: string,
): Promise<void> {
  const body = readArgs(raw, request.headers['content-type'] ?? 'application/json')
  world.calls.push({ method: 'response_url', args: body, token: '', at: new Date() })
  await sendWithFault(world, response, faultFor(world, 'response_url', body), async () => {
    const place = world.responseUrls.redeem(path)
    if ('error' in place) return json({ ok: false, error: place.error }, {}, 404)
    const refused = await reply(world, place, body)
    return refused ? json(refused, {}, 400) : plain('ok')
  })
}

async function upload(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer<ArrayBuffer>,
): Promise<void> {
  const headers = { 'content-type': request.headers['content-type'] ?? 'application/octet-stream' }
  await sendWithFault(world, response, faultFor(world, 'files.upload', { path }), async () =>
    passed(await world.emulator.pass(path, { method: 'POST', body, headers })),
  )
}

async function fetchFile(
  world: World,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await sendWithFault(world, response, faultFor(world, 'files.download', { path }), async () =>
    passed(await download(world, path, request.headers.authorization)),
  )
}

const passed = async (from: Response): Promise<Reply> => ({
  status: from.status,
  headers: { 'content-type': from.headers.get('content-type') ?? 'text/plain' },
  body: Buffer.from(await from.arrayBuffer()),
})
