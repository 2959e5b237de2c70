import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

/** One process of the app, as production runs it, that can be killed. */
export interface Replica {
  /** Where it listens. */
  port: number
  /** Gone at once, whatever it was doing. */
  kill: () => Promise<void>
}

/** Starts a process of the app on this database, against this Slack, with its clock beginning at `at`. */
export async function startReplica(databaseUrl: string, slack: Sandbox, at: string): Promise<Replica> {
  const child = spawn(process.execPath, ['src/main.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      DATABASE_URL: databaseUrl,
      SLACK_API_URL: slack.url,
      SLACK_BOT_TOKEN: slack.botToken,
      SLACK_SIGNING_SECRET: slack.signingSecret,
      CLOCK_START: at,
      PORT: '0',
      HOST: '127.0.0.1',
    },
  })
  const kill = (): Promise<void> => killed(child)
  onTestFinished(kill)
  const port = await portOnceReady(child)
  return { port, kill }
}

/** Reads on what it logs as long as it lives: a pipe that nobody reads would hold it up. */
async function portOnceReady(child: ChildProcess): Promise<number> {
  let said = ''
  const ready = new Promise<void>((done) => {
    child.stdout?.on('data', (chunk) => {
      if (said.includes('"ready"')) return
      said += String(chunk)
      if (said.includes('"ready"')) done()
    })
  })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`the app did not start: ${said}`)))
  ended.catch(() => undefined)
  await Promise.race([ready, ended])
  return Number(/"port":(\d+)/.exec(said)?.[1])
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
