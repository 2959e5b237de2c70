import { existsSync } from 'node:fs'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { joinServer } from '../../src/db/server.ts'
import { query } from '../../src/db/server-control.ts'
import { startSandbox } from '../../src/sandbox/start.ts'
import { type Process, signalGroup, startProcess } from '../support/app-process.ts'
import { holdTable } from '../support/lock.ts'
import { crew } from '../support/tend.ts'

// Each starts Node, npm or PostgreSQL, some of them twice.
vi.setConfig({ testTimeout: 60_000 })

/** A folder in which `npm start` starts this very app, with a `.data/` of its own. */
async function aFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tend-'))
  // Every user of the machine may enter it, so that all of it is here.
  await chmod(folder, 0o755)
  onTestFinished(async () => {
    if (existsSync(join(folder, '.data/postgres/data/postmaster.pid'))) await databaseIn(folder)
    await rm(folder, { recursive: true, force: true })
  })
  const { type, scripts } = JSON.parse(await readFile('package.json', 'utf8')) as {
    type: string
    scripts: { start: string }
  }
  const start = scripts.start.replaceAll(/(?<= )(\.\/)?src\//g, `${resolve('src')}/`)
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type, scripts: { start } }))
  return folder
}

async function prepared() {
  const cwd = await aFolder()
  const slack = await startSandbox({ people: crew })
  onTestFinished(() => slack.close())
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.url,
    PORT: '0',
    HOST: '127.0.0.1',
  }
  const npmStart = async (): Promise<Process> => {
    const app = startProcess({ command: 'npm', args: ['--silent', 'start'], cwd, env })
    const { port } = await app.said('"listening"')
    slack.appUrl = `http://127.0.0.1:${port}/slack/events`
    await app.said('"ready"')
    return app
  }
  return { cwd, slack, npmStart }
}

/** The address of the database kept in the folder; its server goes down with the last who uses it. */
async function databaseIn(folder: string): Promise<string> {
  const server = await joinServer(join(folder, '.data'))
  await server.leave()
  return `${server.url}/tend`
}

test('Ctrl-C ends npm start: what has begun is kept, and its PostgreSQL goes last', async () => {
  const { cwd, slack, npmStart } = await prepared()
  const app = await npmStart()
  const ben = slack.person('ben')
  await slack.command(ben, '/tend', 'settings')
  const [modal] = slack.views(ben)
  if (!modal) throw new Error('no modal opened')
  const database = await databaseIn(cwd)
  const held = await holdTable(database, 'member')
  const sent = slack.submit(ben, modal, { hour: '07:00' })
  await slack.until(held.someoneWaits)
  signalGroup(app.child, 'SIGINT')
  await app.said('ending')
  await held.letGo()
  expect(await sent).toMatchObject({ status: 200 })
  expect(await app.ended).toBe(0)
  await expect(query(database, 'select')).rejects.toThrow('ECONNREFUSED')
  const again = await npmStart()
  const kept = await query(await databaseIn(cwd), `select hour::text from member where id = '${ben.id}'`)
  expect(kept).toEqual([{ hour: '07:00' }])
  again.child.kill('SIGTERM')
  expect(await again.ended).toBe(0)
})

test('after kill -9 the next start finds its PostgreSQL as it was', async () => {
  const { cwd, slack, npmStart } = await prepared()
  const app = await npmStart()
  await slack.command(slack.person('ben'), '/tend', 'settings')
  const database = await databaseIn(cwd)
  signalGroup(app.child, 'SIGKILL')
  expect(await app.ended).toBe('SIGKILL')
  const again = await npmStart()
  expect(await databaseIn(cwd)).toBe(database)
  expect(await slack.command(slack.person('ben'), '/tend', 'help')).toMatchObject({ status: 200 })
  signalGroup(again.child, 'SIGTERM')
  expect(await again.ended).toBe(0)
  await expect(query(database, 'select')).rejects.toThrow('ECONNREFUSED')
})
