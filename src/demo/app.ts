import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** The app as a process of its own. */
export interface AppProcess {
  /** Where Slack sends what happens, once the app is ready; rejects when it ends before. */
  ready: Promise<string>
  /** Ends it as a machine does that goes down: what has begun is ended, and then it is gone. */
  stop: () => Promise<void>
}

/** Starts the unmodified app, as `npm start` does. */
export function startApp(environment: Record<string, string>): AppProcess {
  const sources = path.join(import.meta.dirname, '..')
  const args = ['--import', path.join(sources, 'node-24.mjs'), path.join(sources, 'main.ts')]
  const child = spawn(process.execPath, args, {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches the demo alone, which ends the app in its turn.
    detached: true,
  })
  const ended = once(child, 'exit')
  const ready = readyAt(child.stdout)
  ready.catch(() => undefined)
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  return { ready, stop }
}

/** Reads the app's log until it is ready. */
async function readyAt(log: Readable): Promise<string> {
  let port: number | undefined
  let last = 'nothing'
  for await (const line of createInterface({ input: log })) {
    const said = JSON.parse(line) as { msg: string; port?: number }
    port ??= said.port
    last = said.msg
    if (last !== 'ready') continue
    log.resume()
    return `http://127.0.0.1:${port}/slack/events`
  }
  throw new Error(`the app ended before it was ready; the last it said was: ${last}`)
}
