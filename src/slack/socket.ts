import { setTimeout as wait } from 'node:timers/promises'
import { SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { boltLogger } from './bolt-logger.ts'
import { clientOptions } from './clients.ts'
import type { Entrance } from './receiver.ts'
import { slackTrouble } from './trouble.ts'

/** Milliseconds: the waits before another try double between these, and a connection that held this long starts anew. */
const PAUSE = { least: 500, most: 30_000, held: 30_000 }

/** One of the connections, and why it is not open. */
interface Line {
  receiver: SocketModeReceiver
  trouble: string | undefined
}

/**
 * Two connections: Slack recycles each every few hours, and one carries what comes while the other is renewed.
 * They bring their own options, since Bolt would write its retry policy into ours. We reconnect ourselves: their
 * own way waits 5 seconds, and ends the process when Slack refuses the token.
 */
export function socketEntrance(config: Config, logger: Logger): Entrance {
  const make = (): Line => ({ receiver: receiverFor(config, logger), trouble: 'is not connected yet' })
  const lines: [Line, Line] = [make(), make()]
  const stopping = new AbortController()
  let kept: Promise<void>[] = []
  return {
    receivers: [lines[0].receiver, lines[1].receiver],
    open: () =>
      new Promise((resolve) => {
        kept = lines.map((line) => keep(line, logger, stopping.signal, resolve))
      }),
    trouble: () => (lines.every(({ trouble }) => trouble) ? lines[0].trouble : undefined),
    async close() {
      stopping.abort()
      await Promise.all(lines.map(({ receiver }) => receiver.client.disconnect()))
      await Promise.all(kept)
    },
  }
}

const receiverFor = (config: Config, logger: Logger): SocketModeReceiver =>
  new SocketModeReceiver({
    appToken: config.SLACK_APP_TOKEN ?? '',
    logger: boltLogger(logger),
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(config) },
  })

/** Keeps a connection open until the end, and tells `opened` each time it is. */
async function keep(line: Line, logger: Logger, signal: AbortSignal, opened: () => void): Promise<void> {
  for (let pause = 0; !signal.aborted;) {
    await wait(pause, undefined, { signal }).catch(() => undefined)
    const begun = performance.now()
    line.trouble = await connection(line, signal, opened).catch((error: unknown) =>
      slackTrouble(error ?? new Error('closed before it said hello'), 'SLACK_APP_TOKEN'),
    )
    pause =
      performance.now() - begun > PAUSE.held ? 0 : Math.min(PAUSE.most, Math.max(PAUSE.least, pause * 2))
    if (!signal.aborted) logger.warn({ why: line.trouble, pause }, 'a socket is closed')
  }
}

/** Connects, and resolves with what to say when the connection has ended. */
async function connection(line: Line, signal: AbortSignal, opened: () => void): Promise<string> {
  const { client } = line.receiver
  if (signal.aborted) return 'is closing'
  await client.start()
  const ended = new Promise<void>((resolve) => client.once('disconnected', () => resolve()))
  line.trouble = undefined
  opened()
  if (signal.aborted) await client.disconnect()
  await ended
  return 'is reconnecting'
}
