import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { onTestFinished } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'

/** One process of the app, as production runs it, that can be killed. */
export interface Replica {
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
  await saysReady(child)
  return { kill }
}

async function saysReady(child: ChildProcess): Promise<void> {
  let said = ''
  for await (const chunk of child.stdout ?? []) {
    said += String(chunk)
    if (said.includes('"ready"')) break
  }
  child.stdout?.resume()
  if (!said.includes('"ready"')) throw new Error(`the app did not start: ${said}`)
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
