import { WebClient, type WebClientOptions } from '@slack/web-api'
import type { Config } from '../config.ts'

/**
 * Options of every client. Never `headers`: Bolt would send one team's token with another's call.
 * A client that retries posts twice, and one that waits out a 429 makes all its other calls wait.
 */
export const clientOptions = (config: Config): WebClientOptions => ({
  ...(config.SLACK_API_URL && { slackApiUrl: withSlash(config.SLACK_API_URL) }),
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: 10_000,
})

/** The client for what we say of our own accord. */
export const webClient = (config: Config): WebClient =>
  new WebClient(config.SLACK_BOT_TOKEN, clientOptions(config))

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`)
