import { describe, expect, test } from 'vitest'
import { query } from '../../src/db/server-control.ts'
import type { Sandbox } from '../../src/sandbox/sandbox.ts'
import { type Cable, cableTo } from '../support/cable.ts'
import { readiness } from '../support/readiness.ts'
import { beginTend, startTend } from '../support/tend.ts'

const authTests = ({ calls }: Sandbox): number => calls.filter(({ method }) => method === 'auth.test').length

describe('at the start', () => {
  test('a database that is away is waited for; /readyz says so, and nothing is lost once it comes', async () => {
    const held: { cable?: Cable } = {}
    const { slack, running } = await beginTend({
      through: async (url) => {
        held.cable = await cableTo(url)
        held.cable.cut()
        return held.cable
      },
    })
    const { status, reasons } = await readiness(running.port)
    expect(status).toBe(503)
    expect(reasons['database']).toMatch(/^does not answer \(.+\)$/)
    await slack.command(slack.person('ben'), '/tend', 'help')
    expect(slack.ephemerals(slack.person('ben')).at(-1)?.text).toContain('Not saved')
    held.cable?.mend()
    await running.ready
    expect((await readiness(running.port)).reasons).not.toHaveProperty('database')
  })

  test('a Slack that is away is waited for; /readyz says so', async () => {
    const { running, logged } = await beginTend({
      before: ({ faults }) => faults.next('auth.test', { kind: 'reset' }, 3),
    })
    expect((await readiness(running.port)).reasons['slack']).toMatch(/^does not answer \(.+\)$/)
    await running.ready
    expect(logged()).toContain('waiting for Slack: it does not answer')
  })

  test('a bot token that Slack refuses is said on /readyz; the process lives and begins when it is taken', async () => {
    const { slack, running } = await beginTend({
      before: ({ faults }) => faults.next('auth.test', { kind: 'error', error: 'invalid_auth' }, 3),
    })
    const { reasons } = await readiness(running.port)
    expect(reasons['slack']).toBe('refuses the token (invalid_auth): look at SLACK_BOT_TOKEN')
    await running.ready
    expect(await slack.command(slack.person('ben'), '/tend', 'help')).toMatchObject({ status: 200 })
  })

  test('what is asked of us before the first migration ran is not saved, and says so', async () => {
    const { slack, databaseUrl } = await startTend()
    await query(databaseUrl, 'alter table member rename to member_later')
    await slack.command(slack.person('ben'), '/tend', 'help')
    expect(slack.ephemerals(slack.person('ben')).at(-1)?.text).toContain('Not saved')
  })
})

describe('/readyz', () => {
  test('asks Slack once, however many ask, and again after some seconds', async () => {
    const real = { now: new Date() }
    const { slack, port } = await startTend({ realNow: () => real.now })
    const before = authTests(slack)
    await Promise.all(Array.from({ length: 20 }, () => readiness(port)))
    expect(authTests(slack)).toBe(before + 1)
    slack.faults.next('auth.test', { kind: 'error', error: 'account_inactive' })
    expect((await readiness(port)).reasons).not.toHaveProperty('slack')
    real.now = new Date(real.now.getTime() + 6_000)
    const refused = 'refuses the token (account_inactive): look at SLACK_BOT_TOKEN'
    expect((await readiness(port)).reasons['slack']).toBe(refused)
    await Promise.all(Array.from({ length: 20 }, () => readiness(port)))
    expect(authTests(slack)).toBe(before + 2)
    real.now = new Date(real.now.getTime() + 6_000)
    expect((await readiness(port)).reasons).not.toHaveProperty('slack')
  })

  test('answers within 3 seconds when neither Slack nor the database says anything', async () => {
    const held: { cable?: Cable } = {}
    const { slack, port } = await startTend({
      through: async (url) => (held.cable = await cableTo(url)),
    })
    slack.faults.next('auth.test', { kind: 'hang', ms: 10_000 })
    held.cable?.swallow()
    const { reasons } = await readiness(port)
    expect(Object.keys(reasons)).toEqual(expect.arrayContaining(['database', 'slack']))
    held.cable?.cut()
  })
})
