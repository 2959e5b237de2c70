import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { jobs } from '../../src/app.ts'
import { connect, type Db } from '../../src/db/database.ts'
import { makeQueue } from '../../src/jobs/queue.ts'
import { makeLogger } from '../../src/log.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import { type Process, startProcess } from '../support/app-process.ts'
import { emptyDatabaseUrl, freshDatabaseUrl } from '../support/database.ts'
import { holdTable } from '../support/lock.ts'
import { readiness } from '../support/readiness.ts'
import { crew } from '../support/tend.ts'

// Each starts Node, npm or PostgreSQL, some of them twice.
vi.setConfig({ testTimeout: 60_000 })

async function aSlack(): Promise<Sandbox> {
  const slack = await startSandbox({ people: crew })
  onTestFinished(() => slack.close())
  return slack
}

const environment = (slack: Sandbox, databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl,
  SLACK_BOT_TOKEN: slack.botToken,
  SLACK_SIGNING_SECRET: slack.signingSecret,
  SLACK_API_URL: slack.url,
  PORT: '0',
  HOST: '127.0.0.1',
})

async function portOf(app: Process): Promise<number> {
  const { port } = await app.said('"listening"')
  if (!port) throw new Error('it did not say where')
  return port
}

/** An app that is ready, and takes what Slack sends. */
async function readyApp(slack: Sandbox, env: Record<string, string>, args?: string[]): Promise<Process> {
  const app = startProcess({ env, ...(args && { args }) })
  slack.appUrl = `http://127.0.0.1:${await portOf(app)}/slack/events`
  await app.said('"ready"')
  return app
}

function connected(databaseUrl: string): Db {
  const db = connect(databaseUrl)
  onTestFinished(() => db.destroy())
  return db
}

test('of two replicas that start on an empty database one migrates, the other waits, and both are ready', async () => {
  const slack = await aSlack()
  const databaseUrl = await emptyDatabaseUrl()
  const env = environment(slack, databaseUrl)
  const replicas = [startProcess({ env }), startProcess({ env })]
  await Promise.all(replicas.map(({ said }) => said('"ready"')))
  for (const replica of replicas)
    expect(await readiness(await portOf(replica))).toEqual({ status: 200, reasons: {} })
  const { rows } = await sql`select name from kysely_migration`.execute(connected(databaseUrl))
  expect(rows).toHaveLength(globSync('migrations/*.ts').length)
  expect(replicas.flatMap(({ lines }) => lines()).join('')).not.toContain('waiting for the database')
  for (const { child } of replicas) child.kill('SIGTERM')
  expect(await Promise.all(replicas.map(({ ended }) => ended))).toEqual([0, 0])
})

test('a migration that fails is said in one line, and the process ends', async () => {
  const databaseUrl = await emptyDatabaseUrl()
  await sql`create table workspace ()`.execute(connected(databaseUrl))
  const app = startProcess({ env: environment(await aSlack(), databaseUrl) })
  const line = await app.said('cannot start')
  expect(line.msg).toBe('cannot start: migration 0001-workspace failed: relation "workspace" already exists')
  expect(await app.ended).toBe(1)
})

test('a database that knows newer migrations than we do is left alone', async () => {
  const databaseUrl = await freshDatabaseUrl()
  const db = connected(databaseUrl)
  await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2027-01-01')`.execute(db)
  const app = startProcess({ env: environment(await aSlack(), databaseUrl) })
  expect((await app.said('cannot start')).msg).toMatch(/belongs to another version: .*9999-later/)
  expect(await app.ended).toBe(1)
})

test('all that is wrong with the environment is said in one message without a stack', async () => {
  const app = startProcess({
    env: {
      DATABASE_URL: 'mysql://tend:hidden@db/tend',
      SLACK_BOT_TOKEN: 'xoxp-hidden',
      SLACK_API_URL: 'slack.com',
      PORT: 'many',
      LOG_LEVEL: 'loud',
      CLOCK_START: 'tomorrow',
    },
  })
  expect(await app.ended).toBe(1)
  expect(app.lines()).toEqual([])
  expect(app.stderr()).not.toMatch(/hidden|^ +at /m)
  const told = app
    .stderr()
    .split('\n')
    .filter((line) => line.startsWith('  '))
  expect(told.map((line) => line.trim().split(' ')[0]).toSorted()).toEqual([
    'CLOCK_START',
    'CLOCK_START',
    'DATABASE_URL',
    'LOG_LEVEL',
    'PORT',
    'SLACK_API_URL',
    'SLACK_BOT_TOKEN',
    'SLACK_SIGNING_SECRET',
  ])
})

test('under an old Node one is told what brings the new one', async () => {
  const old = `data:text/javascript,Object.defineProperty(process, 'versions', { value: { node: '20.20.2' } })`
  const guard = `${process.cwd()}/src/node-24.mjs`
  const app = startProcess({ args: ['--import', old, '--import', guard, 'src/main.ts'], env: {} })
  expect(await app.ended).toBe(1)
  expect(app.stderr()).toMatch(/needs Node 24; this is Node 20.20.2(.|\n)*npm ci --ignore-scripts=false/)
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    scripts: Record<string, string>
  }
  const starting = [scripts['start'], scripts['demo'], scripts['tend']]
  expect(starting.every((script) => /\bexec node .*--import \.\/src\/node-24\.mjs /.test(script ?? ''))).toBe(
    true,
  )
})

test('a port that is taken is said in one line', async () => {
  const slack = await aSlack()
  const env = environment(slack, await freshDatabaseUrl())
  const app = startProcess({ env: { ...env, PORT: new URL(slack.url).port } })
  expect((await app.said('cannot start')).msg).toContain('EADDRINUSE')
  expect(await app.ended).toBe(1)
})

test('with a clock of its own the app lives from that instant on, and Slack’s signatures go by real time', async () => {
  const slack = await aSlack()
  const databaseUrl = await freshDatabaseUrl()
  const env = environment(slack, databaseUrl)
  await readyApp(slack, { ...env, CLOCK_START: '2031-05-06T07:08:09+02:00' })
  expect(await slack.command(slack.person('ben'), '/tend', 'settings')).toMatchObject({ status: 200 })
  const [modal] = slack.views(slack.person('ben'))
  if (!modal) throw new Error('no modal opened')
  expect(await slack.submit(slack.person('ben'), modal, { hour: '07:00' })).toMatchObject({ status: 200 })
  const handled = connected(databaseUrl).selectFrom('slackRequest').select('handledAt')
  const { handledAt } = await handled.where('key', 'like', 'view %').executeTakeFirstOrThrow()
  const since = handledAt.getTime() - Date.parse('2031-05-06T05:08:09Z')
  expect(since).toBeGreaterThan(0)
  expect(since).toBeLessThan(60_000)
})

test.for(['SIGTERM', 'SIGINT'] as const)(
  '%s, even twice: what has begun is answered and kept, and the exit code is 0',
  async (signal) => {
    const slack = await aSlack()
    const databaseUrl = await freshDatabaseUrl()
    const app = await readyApp(slack, environment(slack, databaseUrl))
    const ben = slack.person('ben')
    await slack.command(ben, '/tend', 'settings')
    const [modal] = slack.views(ben)
    if (!modal) throw new Error('no modal opened')
    const held = await holdTable(databaseUrl, 'member')
    const sent = slack.submit(ben, modal, { hour: '07:00' })
    await slack.until(held.someoneWaits)
    app.child.kill(signal)
    app.child.kill(signal)
    await app.said('ending')
    await held.letGo()
    expect(await sent).toMatchObject({ status: 200 })
    expect(await app.ended).toBe(0)
    const row = connected(databaseUrl).selectFrom('member').select('hour').where('id', '=', ben.id)
    expect((await row.executeTakeFirstOrThrow()).hour).toBe('07:00')
  },
)

test('work that does not end is left within ten seconds, with exit code 0', async () => {
  const slack = await aSlack()
  const databaseUrl = await freshDatabaseUrl()
  const app = await readyApp(slack, environment(slack, databaseUrl))
  const held = await holdTable(databaseUrl, 'account')
  const queue = makeQueue(databaseUrl, jobs, makeLogger('silent'))
  await queue.open()
  onTestFinished(() => queue.close(1_000))
  const db = connected(databaseUrl)
  const { id } = await db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()
  await queue.send(db, 'cadence.replan', { workspace: id })
  await slack.until(held.someoneWaits, 10_000)
  app.child.kill('SIGTERM')
  const patience = new Promise((resolve) => setTimeout(resolve, 10_000, 'too late'))
  expect(await Promise.race([app.ended, patience])).toBe(0)
})

test('a fault of ours is logged in one line, and the process ends with exit code 1 after letting go', async () => {
  const slack = await aSlack()
  const databaseUrl = await freshDatabaseUrl()
  const thrower = `data:text/javascript,process.on('SIGUSR2', () => { throw new Error('canary') })`
  const args = ['--import', thrower, `${process.cwd()}/src/main.ts`]
  const app = await readyApp(slack, environment(slack, databaseUrl), args)
  app.child.kill('SIGUSR2')
  expect(await app.said('a fault of ours')).toMatchObject({ level: 60, err: { message: 'canary' } })
  expect(await app.ended).toBe(1)
  const open = sql<{
    count: number
  }>`select count(*)::int from pg_stat_activity where datname = current_database()`
  const { rows } = await open.execute(connected(databaseUrl))
  expect(rows[0]?.count).toBe(1)
  expect(app.stderr()).toBe('')
})
