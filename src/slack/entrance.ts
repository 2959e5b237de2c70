import { HTTPReceiver } from '@slack/bolt'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { boltLogger } from './bolt-logger.ts'
import type { Entrance } from './receiver.ts'
import { socketEntrance } from './socket.ts'

/** Socket Mode where there is an app token, else HTTP. */
export const entranceOf = (config: Config, logger: Logger): Entrance =>
  config.SLACK_APP_TOKEN ? socketEntrance(config, logger) : httpEntrance(config, logger)

function httpEntrance(config: Config, logger: Logger): Entrance {
  const receiver = new HTTPReceiver({
    signingSecret: config.SLACK_SIGNING_SECRET ?? '',
    bodyLimit: 1_000_000,
    logger: boltLogger(logger),
  })
  return {
    receivers: [receiver],
    events: receiver.requestListener,
    open: async () => {},
    trouble: () => undefined,
    close: async () => {},
  }
}
