import { onTestFinished } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { makeLogger } from '../../src/log.ts'
import { run } from '../../src/run.ts'
import type { Tend } from './tend.ts'

/** The app ends, and another process takes its place: same database, same Slack, same hour. */
export async function restarted<T extends Tend>(tend: T): Promise<T> {
  await tend.stop()
  const { slack, databaseUrl, deps } = tend
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.url,
    PORT: '0',
    HOST: '127.0.0.1',
  })
  const logger = makeLogger('error', { write: () => true })
  const { now, realNow } = deps
  const running = await run({ config, databaseUrl, logger, now, realNow, background: false })
  onTestFinished(() => running.stop())
  await running.ready
  slack.appUrl = `http://127.0.0.1:${running.port}/slack/events`
  const settle = async (): Promise<void> => {
    await running.deps.queue.drain(running.deps)
    await slack.settled()
  }
  return { ...tend, deps: running.deps, db: running.deps.db, stop: running.stop, settle }
}
