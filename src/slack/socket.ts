import { LogLevel, type Logger as BoltLogger, SocketModeReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { clientOptions } from './clients.ts'

/**
 * Two connections: Slack recycles each every few hours, with a gap of five seconds that the other bridges.
 * They bring their own options, since Bolt would write its retry policy into ours, and never give up.
 */
export function socketReceivers(config: Config, logger: Logger) {
  const make = (): SocketModeReceiver =>
    new SocketModeReceiver({
      appToken: config.SLACK_APP_TOKEN ?? '',
      logger: boltLogger(logger),
      installerOptions: {
        clientOptions: {
          ...clientOptions(config),
          retryConfig: { forever: true, factor: 1.3, minTimeout: 300, maxTimeout: 30_000 },
        },
      },
    })
  const receivers: [SocketModeReceiver, SocketModeReceiver] = [make(), make()]
  return {
    receivers,
    start: async (): Promise<void> => void (await Promise.all(receivers.map((receiver) => receiver.start()))),
    disconnect: async (): Promise<void> =>
      void (await Promise.all(receivers.map((receiver) => receiver.client.disconnect()))),
  }
}

/** Bolt's logger on top of ours; what it says at "info" is our "debug". */
export function boltLogger(logger: Logger): BoltLogger {
  const say =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]): void =>
      logger[level]({ from: 'slack' }, parts.map(String).join(' '))
  return {
    debug: () => {},
    info: say('debug'),
    warn: say('warn'),
    error: say('error'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  }
}
