import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** The app as a process of its own. */
export interface AppProcess {
  /** Lets it begin, as `npm start` does. */
  begin: (environment: Record<string, string>) => void
  /** Where Slack sends what happens, once the app is ready; rejects when it ends before. */
  ready: Promise<string>
  /** Ends it as a machine does that goes down: what has begun is ended, and then it is gone. */
  stop: () => Promise<void>
}

/** Loads the unmodified app, which takes a second, and lets it wait to begin. It ends when this process is gone. */
export function loadApp(): AppProcess {
  const child = fork(path.join(import.meta.dirname, 'loaded-app.ts'), {
    execArgv: ['--import', path.join(import.meta.dirname, '../node-24.mjs')],
    env: { PATH: process.env['PATH'] ?? '', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    // Ctrl-C reaches the demo alone, which ends the app in its turn.
    detached: true,
  })
  const ended = once(child, 'exit')
  const ready = readyAt(child.stdout)
  ready.catch(() => undefined)
  return {
    // Where it is gone already, `ready` says so.
    begin: (environment) => void child.send(environment, () => undefined),
    ready,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** Reads the app's log until it is ready. */
async function readyAt(log: Readable | null): Promise<string> {
  if (!log) throw new Error('the app has no log')
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
