import type { Logger as BoltLogger } from '@slack/bolt'
import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Config } from '../config.ts'

export interface Manner {
  /** How long a call may take, in milliseconds; 10 000 when absent. */
  timeout?: number
  logger?: BoltLogger
}

/** A person waits 3 seconds at Slack: a call on their behalf gives up before that, in milliseconds. */
export const PATIENCE = 2_000

/**
 * Options of every client, made anew for each. Never `headers`: Bolt would send one team's token with another's call.
 * A client that retries posts twice, and one that waits out a 429 makes all its other calls wait.
 */
export const clientOptions = (
  config: Config,
  { timeout = 10_000, logger }: Manner = {},
): WebClientOptions => ({
  ...(config.SLACK_API_URL && { slackApiUrl: withSlash(config.SLACK_API_URL) }),
  ...(logger && { logger }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
})

/** The client for what we say of our own accord. */
export const webClient = (config: Config, manner?: Manner): WebClient =>
  new WebClient(config.SLACK_BOT_TOKEN, clientOptions(config, manner))

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`)
