import { describe, expect, test } from 'vitest'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { holdTable } from '../support/lock.ts'
import { readiness } from '../support/readiness.ts'
import { beginTend, startTend, type Tend } from '../support/tend.ts'

const bySocket = (): Promise<Tend> => startTend({ socket: true })

const openings = ({ calls }: Sandbox) => calls.filter(({ method }) => method === 'apps.connections.open')

const hourOf = async ({ db, slack }: Tend, name: string): Promise<string> => {
  const row = db.selectFrom('member').select('hour').where('id', '=', slack.person(name).id)
  return (await row.executeTakeFirstOrThrow()).hour
}

describe('in Socket Mode', () => {
  test('commands, modals, buttons and events work as over HTTP', async () => {
    const tend = await bySocket()
    const { slack } = tend
    const ben = slack.person('ben')
    await slack.openHome(ben)
    const home = await slack.until(() => slack.home(ben))
    expect(await slack.press(ben, home, 'home.settings')).toMatchObject({ status: 200 })
    const [modal] = slack.views(ben)
    if (!modal) throw new Error('no modal opened')
    expect(await slack.submit(ben, modal, { hour: '07:00' })).toMatchObject({ status: 200 })
    expect(await hourOf(tend, 'ben')).toBe('07:00')
    expect(await slack.command(ben, '/tend', 'help')).toMatchObject({ status: 200 })
    expect(slack.ephemerals(ben).at(-1)?.text).toContain('What you can')
    await slack.changeUser(ben, { tz: 'Australia/Lord_Howe' })
    await slack.settled()
    const row = tend.db.selectFrom('member').select('zone').where('id', '=', ben.id)
    expect((await row.executeTakeFirstOrThrow()).zone).toBe('Australia/Lord_Howe')
  })

  test('a listener’s own calls are not repeated by Slack’s client', async () => {
    const { slack } = await bySocket()
    slack.faults.next('views.open', { kind: 'status', status: 503 })
    await slack.command(slack.person('ben'), '/tend', 'settings')
    expect(slack.calls.filter(({ method }) => method === 'views.open')).toHaveLength(1)
    expect(slack.ephemerals(slack.person('ben')).at(-1)?.text).toContain('Something broke on our side')
  })

  test('while one of the two sockets is renewed or lost, the other takes every command', async () => {
    const { slack } = await bySocket()
    await slack.until(() => slack.sockets.open() === 2)
    const ask = async (): Promise<void> => {
      const answer = await slack.command(slack.person('ben'), '/tend', 'help')
      expect(answer.status).toBe(200)
    }
    slack.sockets.refresh('oldest')
    expect(slack.sockets.open()).toBe(1)
    for (let i = 0; i < 5; i += 1) await ask()
    await slack.until(() => slack.sockets.open() === 2)
    slack.sockets.drop('oldest')
    await slack.until(() => slack.sockets.open() === 1)
    for (let i = 0; i < 5; i += 1) await ask()
    await slack.until(() => slack.sockets.open() === 2)
  })

  test('an answer whose socket goes away before it is given comes all the same, and is no failure', async () => {
    const tend = await bySocket()
    const { slack } = tend
    const ben = slack.person('ben')
    const held = await holdTable(tend.databaseUrl, 'member')
    void slack.command(ben, '/tend', 'help')
    await slack.until(held.someoneWaits)
    slack.sockets.refresh()
    await held.letGo()
    await slack.until(() => slack.ephemerals(ben).some(({ text }) => text.includes('What you can')))
    expect(tend.logged()).not.toContain('a request failed')
  })

  test('after an outage of Slack both sockets come back, at a pace that grows, and meanwhile /readyz says so', async () => {
    const { slack, port } = await bySocket()
    await slack.until(() => slack.sockets.open() === 2)
    slack.faults.next('apps.connections.open', { kind: 'status', status: 503 }, 4)
    const before = openings(slack).length
    slack.sockets.drop()
    await slack.until(() => slack.sockets.open() === 0)
    expect((await readiness(port)).reasons).toHaveProperty('socket')
    await slack.until(() => slack.sockets.open() === 2, 10_000)
    expect((await readiness(port)).reasons).not.toHaveProperty('socket')
    const tries = openings(slack).slice(before)
    expect(tries).toHaveLength(6)
    expect(Number(tries.at(-1)?.at) - Number(tries[0]?.at)).toBeGreaterThan(2_000)
    expect(await slack.command(slack.person('ben'), '/tend', 'help')).toMatchObject({ status: 200 })
  })

  test('an app token that Slack refuses is said on /readyz; the process lives and begins when it is taken', async () => {
    const { slack, running } = await beginTend({
      socket: true,
      before: ({ faults }) =>
        faults.next('apps.connections.open', { kind: 'error', error: 'invalid_auth' }, 4),
    })
    await slack.until(() => openings(slack).length >= 2)
    const why = await slack.until(async () => {
      const { socket } = (await readiness(running.port)).reasons
      return socket?.startsWith('refuses') && socket
    })
    expect(why).toBe('refuses the token (invalid_auth): look at SLACK_APP_TOKEN')
    await running.ready
    expect(slack.sockets.open()).toBeGreaterThan(0)
  })

  test('what has begun is answered over its socket before the sockets close', async () => {
    const tend = await bySocket()
    const { slack } = tend
    const held = await holdTable(tend.databaseUrl, 'member')
    const asked = slack.command(slack.person('ben'), '/tend', 'help')
    await slack.until(held.someoneWaits)
    const stopped = tend.stop()
    await held.letGo()
    expect(await asked).toMatchObject({ status: 200 })
    await stopped
    expect(slack.sockets.open()).toBe(0)
  })
})
