import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { addDays } from '../../src/care/calendar.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { hears, modalOf } from '../support/logging.ts'
import { changeMember } from '../support/mornings.ts'
import { addBuyer, MONDAY, monday, startWatching, type Watching } from '../support/silent.ts'

/** What Why says on the card of a customer. */
async function why(tend: Watching, name = 'Acme', who = 'ben'): Promise<string> {
  const person = tend.slack.person(who)
  const card = await hears(tend, person, () => tend.slack.command(person, '/account', name))
  await tend.slack.press(person, card, 'verdicts.open')
  const view = modalOf(tend, person)
  expect(lintBlocks(view as never)).toEqual([])
  await tend.slack.dismiss(person, view)
  const texts = view.blocks.map((block) => (block['text'] as { text: string } | undefined)?.text ?? '')
  expect(texts.join()).not.toMatch(/\{\{\w|undefined|NaN/)
  return texts.join('\n')
}

const end = (tend: Watching, endedHow: 'false-alarm' | 'lost', endedBy: string) =>
  tend.db
    .updateTable('warning')
    .set({ endedAt: new Date(MONDAY), endedHow, endedBy, step: null })
    .execute()

test('each rule says with its figure and its limit why there is no warning', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [61, 100])
  expect(await why(tend)).toBe(`*Acme*

*Signs that they may leave: 0 of 7 hold today*
• no order – does not hold: No order for 61 days; from 90 on it is a sign.
• off their own rhythm – off: No model of purchases is fitted yet.
• fewer orders – does not hold: Orders in the last 90 days: 1; in the 90 before: 1. Less than 50 % of at least 3 is a sign.
• no answers – does not hold: Attempts in a row without answer: 0; 3 are a sign.
• no more contact – does not hold: Nobody asked for no more contact.
• unhappy – does not hold: No NPS is recorded, and no verdict on a complaint.
• not contacted – does not hold: Not contacted for 3 days; more than 270 is a sign.
*Notices*
• No warning is open.`)
})

test('limits are those that the workspace has set', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [61, 100])
  await sql`update workspace set settings = '{"gapDaysGeneral": 60, "slowReplies": 4}'`.execute(tend.db)
  const text = await why(tend)
  expect(text).toContain('no order – holds: No order for 61 days; from 60 on it is a sign.')
  expect(text).toContain('4 are a sign')
  expect(text).toContain('A warning opens at the next look: everybody is looked at once a day.')
})

test('the own rhythm says why it is off: too few buyers, or a customer too new for it', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [61, 100])
  const { id: workspaceId } = await tend.workspace()
  const common = {
    workspaceId,
    asOf: monday,
    currency: 'USD',
    spendCustomers: 0,
    whyNoSpend: 'too-few',
  } as const
  const none = { ...common, customers: 12, whyNot: 'too-few', fittedAt: new Date('2026-02-01') } as const
  await tend.db.insertInto('modelFit').values(none).execute()
  expect(await why(tend)).toContain(
    'off their own rhythm – off: Too few customers for a model of purchases: 12 of them first ordered 90 days ago or earlier, and it takes 200.',
  )
  const numbers = { r: 0.5, alpha: 6, a: 0.9, b: 1.6, logLikelihood: -9000 }
  const fit = { ...common, ...numbers, customers: 400, fittedAt: new Date('2026-02-08') }
  await tend.db.insertInto('modelFit').values(fit).execute()
  expect(await why(tend)).toContain(
    'off their own rhythm – off: Customers whose first order is less than 180 days old are left out.',
  )
  await addBuyer(tend, 'Brook', [80, 200, 210, 220, 230, 240])
  expect(await why(tend, 'Brook')).toMatch(
    /off their own rhythm – (holds|does not hold): Orders expected in the next 90 days: [\d.]+; 90 days ago it was [\d.]+\. Below 50 % of that is a sign\./,
  )
})

test('an open warning is named with what is at stake, and who asked for no contact has a week and not a day', async () => {
  const tend = await startWatching()
  const acme = await addBuyer(tend, 'Acme', [95, 200])
  await tend.ring()
  const text = await why(tend)
  expect(text).toContain('Signs that they may leave: 1 of 7 hold today')
  expect(text).toContain('A warning is open since Mon 2 Mar: early sign, $1,200.00 at stake.')
  expect(text).not.toContain('not 24 hours')
  const { id: workspaceId } = await tend.workspace()
  const contact = { workspaceId, accountId: acme, optedOutAt: new Date(MONDAY), changedAt: new Date(MONDAY) }
  await tend.db.insertInto('contact').values(contact).execute()
  expect(await why(tend)).toContain(
    'Somebody asked for no more contact: 7 days for the first contact, not 24 hours.',
  )
})

test('a warning of the backlog that waits says how many a day are told, and how many come before it', async () => {
  const tend = await startWatching()
  await tend.db.updateTable('workspace').set({ warnedAt: null }).execute()
  for (const [name, orders] of [
    ['Three', [100, 101, 102]],
    ['Four', [100, 101, 102, 103]],
    ['Five', [100, 101, 102, 103, 104]],
    ['Two', [100, 101]],
    ['One', [100]],
  ] as const)
    await addBuyer(tend, name, orders)
  await tend.ring()
  expect(await why(tend, 'One')).toContain(
    'It waits: found at the first look, and reps are told of at most 3 such warnings a day. Before it: 1.',
  )
  expect(await why(tend, 'Five')).toContain(
    'Found at the first look: 7 days for the first contact, not 24 hours.',
  )
})

test('what ended once as a false alarm says who said so, and that it opens nothing again', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [95, 200])
  await tend.ring()
  await end(tend, 'false-alarm', tend.slack.person('ben').id)
  const text = await why(tend)
  expect(text).toContain(
    'no order: Ben Carter ended a warning of the same on Mon 2 Mar (false alarm). The same evidence opens no second one.',
  )
  expect(text).not.toContain('at the next look')
})

test('who is on leave is named with the stand-in, or that nobody stands in', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [95, 200])
  await tend.ring()
  await changeMember(tend, 'ben', { leaveFrom: monday, leaveTo: addDays(monday, 4) })
  expect(await why(tend)).toContain(
    'Ben Carter is on leave until Fri 6 Mar, and nobody stands in: the notice waits.',
  )
  await changeMember(tend, 'ben', { standInId: tend.slack.person('ada').id })
  expect(await why(tend)).toContain(
    'Ben Carter is on leave until Fri 6 Mar; Ada Martin stands in and is told.',
  )
})

test('what was put off, and a customer that is retired, say so', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [95, 200])
  await tend.ring()
  await tend.db
    .updateTable('followUp')
    .set({ snoozedUntil: new Date('2026-03-04T08:30:00Z'), snoozes: 1 })
    .where('rule', '=', 'leaving')
    .execute()
  expect(await why(tend)).toContain('Put off to Wed 4 Mar (1 of 3 times).')
  await tend.db
    .updateTable('account')
    .set({ retiredAt: new Date(MONDAY), retiredWhy: 'closed' })
    .execute()
  expect(await why(tend)).toBe('*Acme*\n\n*Notices*\n• The customer is retired: no warning opens.')
})

test('⋯ → Why of a row has the signs below its own rule', async () => {
  const tend = await startWatching()
  await addBuyer(tend, 'Acme', [95, 200])
  await tend.ring()
  const ben = tend.slack.person('ben')
  const morning = tend.slack.messages(ben).findLast(({ to }) => !to)
  if (!morning) throw new Error('no morning')
  await tend.slack.press(ben, morning, 'digest.more', 'why')
  const text = JSON.stringify(modalOf(tend, ben).blocks)
  expect(text.indexOf('Due from')).toBeGreaterThan(0)
  expect(text.indexOf('no order – holds: No order for 95 days')).toBeGreaterThan(text.indexOf('Due from'))
})

test('a rep who reads Chinese reads it in Chinese', async () => {
  const tend = await startWatching()
  await addBuyer(tend, '鑫源', [95, 200], 'chen')
  await tend.ring()
  const text = await why(tend, '鑫源', 'chen')
  expect(text).toContain('流失信号：今天 7 项中有 1 项成立')
  expect(text).toContain('没有下单（成立）：95 天没有下单，满 90 天即为信号。')
})
