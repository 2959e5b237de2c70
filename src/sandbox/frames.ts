import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** A WebSocket as the server sees it. Source of frames and handshake: RFC 6455 §4.2.2 and §5.2. */
export interface Wire {
  send: (text: string) => void
  ping: () => void
  /** Says goodbye, then ends. */
  end: (code?: number) => void
  /** Breaks off without a word. */
  drop: () => void
}

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
const TEXT = 1
const CLOSE = 8
const PING = 9
const PONG = 10

/** Answers the upgrade and reads text messages until the other side leaves. */
export function acceptWire(
  request: IncomingMessage,
  socket: Duplex,
  heard: (text: string) => void,
  gone: () => void,
): Wire {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${GUID}`).digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  const write = (opcode: number, data: Buffer): void => {
    if (socket.writable) socket.write(frame(opcode, data))
  }
  const end = (code = 1000): void => {
    write(CLOSE, Buffer.from([code >> 8, code & 255]))
    socket.end()
  }
  const take = (opcode: number, data: Buffer): void => {
    if (opcode === TEXT) heard(data.toString('utf8'))
    if (opcode === PING) write(PONG, data)
    if (opcode === CLOSE) end()
  }
  socket.on('data', reader(take))
  socket.on('close', gone)
  socket.on('error', () => socket.destroy())
  return {
    send: (text) => write(TEXT, Buffer.from(text)),
    ping: () => write(PING, Buffer.from('ping')),
    end,
    drop: () => socket.destroy(),
  }
}

function frame(opcode: number, data: Buffer): Buffer {
  const first = 0x80 | opcode
  if (data.length < 126) return Buffer.concat([Buffer.from([first, data.length]), data])
  const long = data.length > 0xffff
  const head = Buffer.alloc(long ? 10 : 4)
  head[0] = first
  head[1] = long ? 127 : 126
  if (long) head.writeBigUInt64BE(BigInt(data.length), 2)
  else head.writeUInt16BE(data.length, 2)
  return Buffer.concat([head, data])
}

/** Puts masked frames together from whatever pieces arrive; messages in several frames are joined. */
function reader(take: (opcode: number, data: Buffer) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  let parts: Buffer[] = []
  let kind = TEXT
  return (piece) => {
    rest = Buffer.concat([rest, piece])
    for (let next = readFrame(rest); next; next = readFrame(rest)) {
      rest = rest.subarray(next.length)
      if (next.opcode >= CLOSE) {
        take(next.opcode, next.data)
        continue
      }
      if (next.opcode !== 0) kind = next.opcode
      parts.push(next.data)
      if (!next.final) continue
      take(kind, Buffer.concat(parts))
      parts = []
    }
  }
}

function readFrame(
  bytes: Buffer,
): { opcode: number; final: boolean; data: Buffer; length: number } | undefined {
  if (bytes.length < 2) return undefined
  const [first = 0, second = 0] = bytes
  const short = second & 127
  const head = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < head + 4) return undefined
  const size =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  const length = head + 4 + size
  if (bytes.length < length) return undefined
  const mask = bytes.subarray(head, head + 4)
  const data = Buffer.from(bytes.subarray(head + 4, length))
  for (let i = 0; i < data.length; i++) data[i] = (data[i] ?? 0) ^ (mask[i % 4] ?? 0)
  return { opcode: first & 15, final: (first & 0x80) !== 0, data, length }
}
