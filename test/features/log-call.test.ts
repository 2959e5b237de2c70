import { expect, test } from 'vitest'
import { addCustomers, hears, modalOf, openOf } from '../support/logging.ts'
import { startTend } from '../support/tend.ts'

test('a logged call closes what it answers, moves the next date and says so', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  const [acme = 0] = await addCustomers(tend, [{ name: 'Acme', tier: 'key', lastContact: '2026-02-16' }])
  await slack.command(ben, '/log-call', 'Acme')
  const modal = modalOf(tend, ben)
  const said = await hears(tend, ben, () => slack.submit(ben, modal, { summary: 'Talked about the renewal' }))
  expect(await openOf(db, acme)).toMatchObject({ rhythm: '2026-03-16' })
  expect(said.text).toBe(
    'Logged: call, *Acme*.\nClosed: regular contact.\nNext: Mon 16 Mar, key, every 14 days',
  )
  expect(slack.warnings).toEqual([])
})
