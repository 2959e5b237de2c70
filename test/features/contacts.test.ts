import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { createAccount, editAccount } from '../../src/features/account-form/queries.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { addCustomers, hears, modalOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

const labelsOf = (tend: Tend, name: string): string[] =>
  modalOf(tend, tend.slack.person(name)).blocks.flatMap((block) =>
    block['label'] ? [(block['label'] as { text: string }).text] : [],
  )

const cardOf = (tend: Tend, name: string, customer: string): Promise<Message> => {
  const person = tend.slack.person(name)
  return hears(tend, person, () => tend.slack.command(person, '/account', customer))
}

/** Ben’s Acme with Ida, his Bloom with Oto. */
async function withContacts() {
  const tend = await startTend()
  const [acme = 0, bloom = 0] = await addCustomers(tend, [{ name: 'Acme' }, { name: 'Bloom' }])
  const { id: workspaceId } = await tend.workspace()
  const common = { workspaceId, changedAt: tend.deps.now() }
  const rows = await tend.db
    .insertInto('contact')
    .values([
      { ...common, accountId: acme, name: 'Ida Lin', role: 'Buyer' },
      { ...common, accountId: acme, email: 'desk@acme.test' },
      { ...common, accountId: acme, birthday: '--05-17' },
      { ...common, accountId: bloom, name: 'Oto' },
    ])
    .returning('id')
    .execute()
  return { tend, ida: rows[0]?.id ?? 0, ben: tend.slack.person('ben') }
}

test('whom to ask for and what to know is written down with a customer and stands on its card', async () => {
  const tend = await startTend()
  const { slack, db } = tend
  const ben = slack.person('ben')
  await slack.command(ben, '/account', 'new Acme')
  const note = 'Ask for *Ida*, never on Mondays.\nShe likes tea.'
  await hears(tend, ben, () =>
    slack.submit(ben, modalOf(tend, ben), { contact: 'Ida  Lin', phone: '12 34', note }),
  )
  const card = await cardOf(tend, 'ben', 'Acme')
  const shown = JSON.stringify(card.blocks)
  expect(shown).toContain('• Ida Lin · 12 34')
  expect(shown.replaceAll('\u2060', '')).toContain('*Note*\\nAsk for *Ida*, never on Mondays. She likes tea.')
  await slack.press(ben, card, 'account-form.edit')
  const said = await hears(tend, ben, () =>
    slack.submit(ben, modalOf(tend, ben), { contact: 'Ida Wu', note: '' }),
  )
  expect(said.text).toContain('Saved: *Acme*.')
  expect(await db.selectFrom('account').select('note').execute()).toEqual([{ note: '' }])
  expect(await db.selectFrom('contact').select(['name', 'phone']).execute()).toEqual([
    { name: 'Ida Wu', phone: '12 34' },
  ])
  const kept = await db.selectFrom('accountChange').select(['field', 'before', 'after']).execute()
  expect(kept.filter(({ field }) => field !== 'owner')).toEqual([
    { field: 'contact', before: null, after: null },
    { field: 'note', before: null, after: null },
  ])
})

test('where people are known at a customer one can say with whom it was, and the card tells', async () => {
  const { tend, ida, ben } = await withContacts()
  const { slack, db } = tend
  await slack.command(slack.person('ada'), '/log-call')
  expect(labelsOf(tend, 'ada')).not.toContain('With whom?')
  await slack.command(ben, '/log-call', 'Acme')
  expect(labelsOf(tend, 'ben').slice(0, 3)).toEqual(['Account', 'With whom?', 'Channel'])
  const asked = JSON.stringify(modalOf(tend, ben).blocks)
  expect(asked).toContain('Ida Lin · Buyer')
  expect(asked).toContain('desk@acme.test')
  const said = await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { contact: String(ida) }))
  expect(JSON.stringify((await cardOf(tend, 'ben', 'Acme')).blocks)).toContain(
    'call with Ida Lin, Ben Carter',
  )
  await slack.press(ben, said, 'interactions.edit')
  await hears(tend, ben, () => slack.submit(ben, modalOf(tend, ben), { summary: 'The renewal' }))
  expect(await db.selectFrom('interaction').select(['contactId', 'summary']).execute()).toEqual([
    { contactId: ida, summary: 'The renewal' },
  ])
})

test('where the customer is changed after somebody was chosen, that is refused under the field, and nothing is kept', async () => {
  const { tend, ida, ben } = await withContacts()
  await tend.slack.command(ben, '/log-call', 'Acme')
  const { body } = await tend.slack.submit(ben, modalOf(tend, ben), {
    account: 'Bloom',
    contact: String(ida),
  })
  expect(body).toEqual({
    response_action: 'errors',
    errors: { contact: 'This is somebody at another customer. Choose again, or leave it empty.' },
  })
  expect(await tend.db.selectFrom('interaction').select('id').execute()).toEqual([])
})

const facts = {
  industry: null,
  contact: null,
  phone: null,
  email: null,
  birthday: null,
  tags: [],
  note: '',
}

test('of two who give the same number at once the second is told, whether they add a customer or change one', async () => {
  const tend = await startTend()
  const workspace = await tend.workspace()
  const { id: owner } = tend.slack.person('ben')
  const by = { workspace, reader: { id: owner }, now: tend.deps.now(), today: day('2026-03-02') }
  const made = (name: string, externalId: string | null) => ({
    ...facts,
    name,
    externalId,
    tier: 'general' as const,
    owner,
  })
  const { id } = await createAccount(tend.db, by, made('Acme', null))
  const first = await tend.db.startTransaction().execute()
  await createAccount(first, by, made('Bloom', 'C-1'))
  const change = editAccount(tend.db, by, { ...made('Acme', null), id }, made('Acme', 'C-1'))
  const add = createAccount(tend.db, by, made('Cole', 'C-1'))
  const told = Promise.allSettled([change, add])
  await tend.slack.until(async () => (await waiting(tend)) === 2)
  await first.commit().execute()
  const taken = { status: 'rejected', reason: { key: 'accounts.numberTaken', values: { number: 'C-1' } } }
  expect(await told).toMatchObject([taken, taken])
})

/** How many statements wait for somebody else’s. */
async function waiting({ db }: Tend): Promise<number> {
  const { rows } = await db.executeQuery<{ count: number }>({
    sql: 'select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) or not granted and locktype = $1',
    parameters: ['transactionid'],
    query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
    queryId: { queryId: 'waiting' },
  })
  return rows[0]?.count ?? 0
}
