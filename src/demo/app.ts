import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** The app as a process of its own. */
export interface AppProcess {
  /** Where Slack sends what happens. */
  url: string
  /** Resolves when it has ended, by itself or not. */
  ended: Promise<unknown>
  stop: () => Promise<void>
}

/** Starts the unmodified app, as `npm start` does, and waits until it is ready. */
export async function startApp(environment: Record<string, string>): Promise<AppProcess> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '../main.ts')], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
    // Ctrl-C reaches the demo alone, which ends the app in its turn.
    detached: true,
  })
  const ended = once(child, 'exit')
  let port: number | undefined
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { msg?: string; port?: number }
    port ??= said.port
    if (said.msg === 'ready') break
  }
  if (!port) throw new Error('The app ended before it was ready.')
  child.stdout.resume()
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    await ended
  }
  return { url: `http://127.0.0.1:${port}/slack/events`, ended, stop }
}
