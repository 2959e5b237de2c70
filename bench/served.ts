import { randomUUID } from 'node:crypto'
import { readConfig } from '../src/config.ts'
import { connect } from '../src/db/database.ts'
import { keepFit } from '../src/features/model/queries.ts'
import { workspaces } from '../src/features/people/queries.ts'
import { askedNow } from '../src/features/segment-lists/queries.ts'
import { makeLogger } from '../src/log.ts'
import { run } from '../src/run.ts'
import { startSandbox } from '../src/sandbox/start.ts'
import { clock, TEAM } from './filled.ts'

/** The app on a database that `load` filled, as Slack sees it. */
export interface Served {
  /** Milliseconds from a signed request for `/segment` until its answer is there. */
  ask: (member: string, text: string) => Promise<number>
  close: () => Promise<void>
}

/** Any model: to fit one is measured elsewhere. */
const FIT = {
  orders: {
    customers: 10_000,
    model: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 },
    logLikelihood: -9582,
    whyNot: null,
  },
  spend: { customers: 0, model: null, whyNot: 'too-few' as const },
}

/** Starts the app on a database; `admin` is the id of somebody who sees all of it. */
export async function serve(databaseUrl: string): Promise<Served & { admin: string }> {
  const slack = await startSandbox({ people: [{ name: 'ada', is_admin: true, is_owner: true }] })
  await prepare(databaseUrl, slack.teamId)
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.url,
    PORT: '0',
    HOST: '127.0.0.1',
  })
  const logger = makeLogger('warn', { write: (line) => void process.stderr.write(line) })
  const running = await run({ config, databaseUrl, logger, ...clock, background: false })
  slack.appUrl = `http://127.0.0.1:${running.port}/slack/events`
  await running.ready
  const ask = async (member: string, text: string): Promise<number> => {
    const place = { channel_id: 'D000000001', response_url: slack.page }
    const fields = { command: '/segment', text, team_id: slack.teamId, user_id: member, ...place }
    const body = new URLSearchParams({ ...fields, trigger_id: randomUUID() }).toString()
    const began = performance.now()
    const answer = await slack.raw({ body })
    const ms = performance.now() - began
    if (!isList(answer.body)) throw new Error(`no list: ${JSON.stringify(answer.body)}`)
    return ms
  }
  const close = async (): Promise<void> => {
    await running.stop()
    await slack.close()
  }
  return { ask, close, admin: slack.person('ada').id }
}

const isList = (body: unknown): boolean =>
  typeof body === 'object' &&
  body !== null &&
  'blocks' in body &&
  Array.isArray(body.blocks) &&
  body.blocks.length > 3

/** The workspace becomes that of the Slack, and has a model. */
async function prepare(databaseUrl: string, team: string): Promise<void> {
  const db = connect(databaseUrl)
  await db.updateTable('workspace').set({ slackId: team }).where('slackId', '=', TEAM).execute()
  for (const workspace of await workspaces(db)) {
    const { today } = await askedNow(db, workspace, clock.now())
    await keepFit(db, workspace.id, { ...FIT, asOf: today, currency: workspace.currency }, clock.now())
  }
  await db.destroy()
}
