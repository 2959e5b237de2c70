import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, LogLevel, type Logger } from '@slack/bolt'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type SandboxOptions, startSandbox } from '../../src/sandbox/start.ts'

export interface Stage extends AsyncDisposable {
  slack: Sandbox
  app: App
}

/** A Slack and a real Bolt app that answers it over HTTP; quick where Slack takes seconds. */
export async function stage(
  build: (app: App) => void = () => {},
  options: SandboxOptions = {},
): Promise<Stage> {
  const slack = await startSandbox({ acknowledgeMs: 500, eventRetryMs: [0, 5, 5], ...options })
  const app = new App({
    token: slack.botToken,
    signingSecret: slack.signingSecret,
    clientOptions: { slackApiUrl: slack.url, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true },
    logger: silent,
    deferInitialization: true,
  })
  build(app)
  await app.init()
  const server = (await app.start({ port: 0, host: '127.0.0.1' })) as Server
  slack.appUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`
  return {
    slack,
    app,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await app.stop()
      await slack.close()
    },
  }
}

const nothing = (): void => undefined

/** The tests make things fail on purpose; Bolt need not say so. */
export const silent: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  setLevel: nothing,
  setName: nothing,
  getLevel: () => LogLevel.ERROR,
}
