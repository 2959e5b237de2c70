import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'

interface LogLine {
  level: number
  msg: string
  port?: number
  err?: { message: string; name: string }
}

/** The app in a process of its own. */
export interface Process {
  child: ChildProcess
  /** Resolves with the first line that contains `text`; rejects when the process ends without it. */
  wrote: (text: string) => Promise<string>
  /** The same for a line of the log. */
  said: (text: string) => Promise<LogLine>
  lines: () => readonly string[]
  stderr: () => string
  /** Its exit code, or the signal that ended it. */
  ended: Promise<number | string>
}

interface Start {
  command?: string
  args?: readonly string[]
  cwd?: string
  env: Record<string, string>
}

const MAIN = `${process.cwd()}/src/main.ts`

/** Starts `node src/main.ts` in a process group of its own, with this environment and no other. */
export function startProcess({ command = process.execPath, args = [MAIN], cwd, env }: Start): Process {
  const path = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' }
  const child = spawn(command, args, {
    ...(cwd && { cwd }),
    env: { ...path, ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string)
  onTestFinished(async () => {
    signalGroup(child, 'SIGKILL')
    await ended
  })
  const lines: string[] = []
  const errors: string[] = []
  const output = createInterface({ input: child.stdout })
  output.on('line', (line) => lines.push(line))
  child.stderr.on('data', (data: Buffer) => errors.push(data.toString()))
  const closed = once(output, 'close')
  const wrote = async (text: string): Promise<string> => {
    for (;;) {
      const found = lines.find((line) => line.includes(text))
      if (found) return found
      const more = await Promise.race([once(output, 'line'), closed.then(() => undefined)])
      if (!more && !lines.some((line) => line.includes(text)))
        throw new Error(`It ended without saying “${text}”:\n${lines.join('\n')}\n${errors.join('')}`)
    }
  }
  const said = async (text: string): Promise<LogLine> => JSON.parse(await wrote(text)) as LogLine
  return { child, wrote, said, lines: () => lines, stderr: () => errors.join(''), ended }
}

/** What Ctrl-C does: the signal goes to everyone in the group. Once it has ended, its number may be another's. */
export function signalGroup({ pid, exitCode, signalCode }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid === undefined || exitCode !== null || signalCode !== null) return
  try {
    process.kill(-pid, signal)
  } catch {
    // Nobody is left.
  }
}
