import { once } from 'node:events'

const told = once(process, 'message')
// The demo is gone, however it ended.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

await import('../run.ts')
const [environment] = (await told) as [Record<string, string>]
Object.assign(process.env, environment)
await import('../main.ts')
