import { once } from 'node:events'
import { joinServer } from '../../src/db/server.ts'

// A process of its own that uses the server kept in argv[2] until it hears anything or is left alone.
const server = await joinServer(process.argv[2] ?? '')
process.send?.(server.url)
await Promise.race([once(process, 'message'), once(process, 'disconnect')])
await server.leave()
if (process.connected) process.disconnect()
