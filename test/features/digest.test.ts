import { expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import type { Tier } from '../../src/care/cadence.ts'
import type { Db } from '../../src/db/database.ts'
import { shownDigests } from '../../src/features/digest/queries.ts'
import { morningMessage } from '../../src/features/digest/views.ts'
import type { Sheet } from '../../src/features/digest-states/views.ts'
import { workspaceById } from '../../src/features/people/queries.ts'
import { type Viewer, viewers } from '../../src/features/viewers/queries.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import type { Workspace } from '../../src/slack/ask.ts'
import { wordsFor } from '../../src/words/words.ts'
import { addAccounts, addMembers, addWorkspace } from '../support/customers.ts'
import { freshDatabase } from '../support/database.ts'
import { addDuties, addStats } from '../support/duties.ts'

// A Monday.
const NOW = new Date('2026-03-02T08:30:00Z')

async function harbour() {
  const db = await freshDatabase()
  const id = await addWorkspace(db)
  await addMembers(db, id, { UBEN: {}, UMEI: {}, UDANA: { role: 'manager' } })
  const workspace = await workspaceById(db, id)
  const accounts = (...names: string[]) =>
    addAccounts(
      db,
      id,
      names.map((name) => ({ name, ownerId: 'UBEN' })),
    )
  return { db, id, workspace, accounts }
}

/** What a member gets, by lane; undefined when nothing. */
async function digestOf(db: Db, workspace: Workspace, member: string, now = NOW) {
  const [found] = await shownDigests(db, workspace, await viewers(db, workspace, now, [member]), now)
  return found?.shown
}

async function namesFor(db: Db, workspace: Workspace, member: string, now = NOW) {
  const shown = await digestOf(db, workspace, member, now)
  return shown?.lines.map(({ lane, facts }) => `${lane}: ${facts.account}`)
}

function sheetFor(viewer: Viewer, workspace: Workspace, locale = 'en', now = NOW): Sheet {
  const { date: today, zone, cal } = viewer
  return { words: wordsFor(locale), today, zone, cal, settings: workspace.settings, viewer, now }
}

/** The message a member gets. */
async function messageFor(db: Db, workspace: Workspace, member: string, locale = 'en', now = NOW) {
  const readers = await viewers(db, workspace, now, [member])
  const [found] = await shownDigests(db, workspace, readers, now)
  if (!found) throw new Error(`${member} gets nothing`)
  return morningMessage(found.shown, sheetFor(found.viewer, workspace, locale, now))
}

test('what is owed stands above what keeps close, each customer once', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const [close = 0, owed = 0] = await accounts('Close Ltd', 'Owed Ltd')
  await addDuties(db, id, [
    { accountId: close, repId: 'UBEN', ideal: '2026-02-27' },
    { accountId: owed, repId: 'UBEN', ideal: '2026-03-02' },
    { accountId: owed, repId: 'UBEN', rule: 'thank', originId: 7, ideal: '2026-03-01' },
  ])
  expect(await namesFor(db, workspace, 'UBEN')).toEqual(['owed: Owed Ltd', 'close: Close Ltd'])
})

test('what is not yet due, put off, retired, unowned or another’s stays away', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const [later = 0, off = 0, retired = 0, unowned = 0, meis = 0, back = 0] = await accounts(
    'Later',
    'Put off',
    'Retired',
    'Unowned',
    'Mei’s',
    'Back again',
  )
  await addDuties(db, id, [
    { accountId: later, repId: 'UBEN', ideal: '2026-03-03' },
    { accountId: off, repId: 'UBEN', ideal: '2026-03-01', snoozedUntil: new Date('2026-03-02T11:00:00Z') },
    { accountId: retired, repId: 'UBEN', ideal: '2026-03-01' },
    { accountId: unowned, repId: 'UBEN', ideal: '2026-03-01' },
    { accountId: meis, repId: 'UMEI', ideal: '2026-03-01' },
    { accountId: back, repId: 'UBEN', ideal: '2026-03-01', snoozedUntil: new Date('2026-03-02T08:00:00Z') },
  ])
  const account = db.updateTable('account').where('workspaceId', '=', id)
  await account.set({ retiredAt: NOW, retiredWhy: 'closed' }).where('id', '=', retired).execute()
  await account.set({ ownerId: null }).where('id', '=', unowned).execute()
  expect(await namesFor(db, workspace, 'UBEN')).toEqual(['close: Back again'])
})

test('a day’s capacity leaves the least valuable for later, and what was done today counts', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const ids = await accounts(...Array.from({ length: 14 }, (_, i) => `Customer ${i}`))
  await addStats(
    db,
    id,
    ids.map((accountId, i) => ({ accountId, revenue: 1000 * i })),
  )
  const duties = await addDuties(
    db,
    id,
    ids.map((accountId) => ({ accountId, repId: 'UBEN', ideal: '2026-03-02', latest: '2026-04-16' })),
  )
  const first = await digestOf(db, workspace, 'UBEN')
  expect(first?.lines).toHaveLength(12)
  expect(first?.more).toBe(0)
  expect(first?.lines.map(({ facts }) => facts.account)).not.toContain('Customer 1')
  await db
    .updateTable('followUp')
    .set({ closedAt: new Date('2026-03-02T09:00:00Z'), closedBy: 'UBEN', closedHow: 'done' })
    .where('id', '=', duties[13] ?? 0)
    .execute()
  expect((await digestOf(db, workspace, 'UBEN'))?.lines).toHaveLength(11)
})

test('what must not wait stays however much it is: twelve are shown, the rest behind “more”', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const ids = await accounts(...Array.from({ length: 15 }, (_, i) => `Customer ${i}`))
  await addDuties(
    db,
    id,
    ids.map((accountId) => ({ accountId, repId: 'UBEN', ideal: '2026-02-20', latest: '2026-02-27' })),
  )
  const shown = await digestOf(db, workspace, 'UBEN')
  expect([shown?.lines.length, shown?.more]).toEqual([12, 3])
})

test('during leave the stand-in gets the duties, marked; without one nobody does; a chain goes on', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const [acme = 0] = await accounts('Acme')
  await addDuties(db, id, [{ accountId: acme, repId: 'UBEN', ideal: '2026-03-01' }])
  const away = { leaveFrom: day('2026-03-02'), leaveTo: day('2026-03-06') }
  const member = db.updateTable('member').where('workspaceId', '=', id)
  await member.set(away).where('id', '=', 'UBEN').execute()
  expect(await namesFor(db, workspace, 'UMEI')).toBeUndefined()
  await member.set({ standInId: 'UMEI' }).where('id', '=', 'UBEN').execute()
  expect(await namesFor(db, workspace, 'UMEI')).toEqual(['close: Acme'])
  expect(JSON.stringify(await messageFor(db, workspace, 'UMEI'))).toContain('For uben, on leave until Fri')
  await member
    .set({ ...away, standInId: 'UDANA' })
    .where('id', '=', 'UMEI')
    .execute()
  expect(await namesFor(db, workspace, 'UMEI')).toBeUndefined()
  expect(await namesFor(db, workspace, 'UDANA')).toEqual(['close: Acme'])
  await member
    .set({ ...away, standInId: 'UBEN' })
    .where('id', '=', 'UDANA')
    .execute()
  expect(await viewers(db, workspace, new Date('2026-03-07T09:00:00Z'))).toMatchObject([{ id: 'UBEN' }])
})

test('only members with accounts, duties or somebody to stand in for get a digest', async () => {
  const { db, workspace, accounts } = await harbour()
  await accounts('Acme')
  expect((await viewers(db, workspace, NOW)).map(({ id }) => id)).toEqual(['UBEN'])
})

test('another workspace’s duties never show', async () => {
  const { db, workspace, accounts } = await harbour()
  await accounts('Acme')
  const other = await addWorkspace(db, 'T2')
  await addMembers(db, other, { UBEN: {} })
  const [theirs = 0] = await addAccounts(db, other, [{ name: 'Theirs', ownerId: 'UBEN' }])
  await addDuties(db, other, [{ accountId: theirs, repId: 'UBEN', ideal: '2026-03-01' }])
  expect(await namesFor(db, workspace, 'UBEN')).toEqual([])
})

test('a row says why: the purchase, the last touch, the interval, what is late and what only a visit answers', async () => {
  const { db, id, workspace } = await harbour()
  const tiers: Tier[] = ['key', 'general', 'important', 'general']
  const [key = 0, thanked = 0, important = 0, never = 0] = await addAccounts(
    db,
    id,
    tiers.map((tier, i) => ({ name: `Customer ${i}`, ownerId: 'UBEN', tier })),
  )
  const talk = { workspaceId: id, accountId: key, createdAt: NOW, changedAt: NOW }
  const call = { ...talk, channel: 'call' as const, summary: 'the renewal in April' }
  const { id: interaction } = await db
    .insertInto('interaction')
    .values({ ...call, occurredAt: new Date('2026-02-12T10:00:00Z'), occurredOn: day('2026-02-12') })
    .returning('id')
    .executeTakeFirstOrThrow()
  const bought = { workspaceId: id, accountId: thanked, currency: 'EUR', createdAt: NOW }
  const orders = await db
    .insertInto('order')
    .values([
      { ...bought, amount: 100_000, orderedAt: NOW, orderedOn: day('2026-02-26') },
      { ...bought, amount: 24_000, orderedAt: NOW, orderedOn: day('2026-02-27') },
    ])
    .returning('id')
    .execute()
  await addStats(db, id, [
    { accountId: key, lastTouchOn: day('2026-02-12'), lastInteractionId: interaction },
    { accountId: important, lastVisitOn: day('2025-11-01'), lastTouchOn: day('2026-02-28') },
  ])
  await addDuties(db, id, [
    { accountId: key, repId: 'UBEN', ideal: '2026-02-26', latest: '2026-03-05' },
    {
      accountId: thanked,
      repId: 'UBEN',
      rule: 'thank',
      originId: orders[0]?.id ?? 0,
      ideal: '2026-02-27',
      latest: '2026-03-01',
    },
    { accountId: important, repId: 'UBEN', needs: 'visit', ideal: '2026-01-30', latest: '2026-02-25' },
    { accountId: never, repId: 'UBEN', ideal: '2026-03-01', latest: '2026-04-15' },
  ])
  const message = JSON.stringify(await messageFor(db, workspace, 'UBEN'))
  expect(message).toContain(
    'Last touch 18 days ago (call, Thu 12 Feb), key, every 14 days\\nLast: the renewal in April',
  )
  expect(message).toContain('Bought €1,240.00 on Thu 26 Feb – thank them by Mon 2 Mar')
  expect(message).toContain('important, every 90 days: only a visit counts – 5 days overdue')
  expect(message).toContain('New since Mon 5 Jan, never contacted – general, every 90 days')
  const chinese = JSON.stringify(await messageFor(db, workspace, 'UBEN', 'zh-CN'))
  expect(chinese).toContain('上次触达：18 天前（电话，2月12日周四），关键客户，每 14 天一次')
  expect(chinese).toContain('购买 €1,240.00，请致谢（最晚 3月2日周一）')
})

test('a contact’s channel and hours are told, in the reader’s own time too', async () => {
  const { db, id, workspace } = await harbour()
  const [acme = 0] = await addAccounts(db, id, [{ name: 'Acme', ownerId: 'UBEN', zone: 'Asia/Tokyo' }])
  await addDuties(db, id, [{ accountId: acme, repId: 'UBEN', ideal: '2026-03-01' }])
  const contact = { workspaceId: id, accountId: acme, changedAt: NOW, channel: 'call' as const }
  await db
    .insertInto('contact')
    .values({ ...contact, hoursFrom: '14:00', optedOutAt: NOW })
    .execute()
  await db
    .insertInto('contact')
    .values({ ...contact, hoursFrom: '15:00' })
    .execute()
  const text = JSON.stringify(await messageFor(db, workspace, 'UBEN'))
  expect(text).toContain('Best: call, after 15:00 their time (06:00 yours)')
})

test('an empty day is one line with the next date', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const [acme = 0] = await accounts('Acme')
  await addDuties(db, id, [{ accountId: acme, repId: 'UBEN', ideal: '2026-03-04' }])
  const { text, blocks } = await messageFor(db, workspace, 'UBEN')
  expect(text).toBe('Nobody is waiting today, Mon 2 Mar. The next is due on Wed 4 Mar.')
  expect(blocks).toHaveLength(2)
})

test('names ping nobody, link nowhere and break no row', async () => {
  const { db, id, workspace } = await harbour()
  const names = ['<!channel>', '<https://x|y>', '*b*', '`_~', '\u202Eevil', '👨‍👩‍👧‍👦', 'a & b\nc', '<@UMEI>']
  const ids = await addAccounts(
    db,
    id,
    names.map((name) => ({ name, ownerId: 'UBEN' })),
  )
  await addDuties(
    db,
    id,
    ids.map((accountId) => ({ accountId, repId: 'UBEN', ideal: '2026-03-01' })),
  )
  const message = await messageFor(db, workspace, 'UBEN')
  expect(lintBlocks(message)).toEqual([])
  const all = JSON.stringify(message)
  expect(all).not.toMatch(/<!|<https|<@/)
  expect(all).toContain('&lt;!channel&gt;')
  expect(all).toContain('a &amp; b c')
})

/** Everything as long as it can be: names, topics, steps, best hours, somebody on leave, three more duties. */
async function longest(name: string, words: string) {
  const { db, id, workspace } = await harbour()
  const away = { leaveFrom: day('2026-02-23'), leaveTo: day('2026-12-30'), standInId: 'UMEI' }
  await db
    .updateTable('member')
    .set({ ...away, name: name.slice(0, 80) })
    .where('id', '=', 'UBEN')
    .execute()
  const ids = await addAccounts(
    db,
    id,
    Array.from({ length: 12 }, () => ({ name, ownerId: 'UBEN', tier: 'key' as const, zone: 'Asia/Tokyo' })),
  )
  await db
    .updateTable('workspace')
    .set({ settings: { capacity: 100 } })
    .where('id', '=', id)
    .execute()
  for (const [i, accountId] of ids.entries()) {
    const said = { workspaceId: id, accountId, occurredAt: NOW, occurredOn: day('2025-02-26') }
    const { id: said1 } = await db
      .insertInto('interaction')
      .values({ ...said, summary: words, nextStep: words, createdAt: NOW, changedAt: NOW })
      .returning('id')
      .executeTakeFirstOrThrow()
    const contact = { workspaceId: id, accountId, channel: 'message' as const, changedAt: NOW }
    await db
      .insertInto('contact')
      .values({ ...contact, hoursFrom: '14:00', hoursTo: '18:00' })
      .execute()
    await addStats(db, id, [{ accountId, lastInteractionId: said1, lastTouchOn: day('2025-02-26') }])
    await addDuties(db, id, [
      {
        accountId,
        repId: 'UBEN',
        rule: 'manual',
        originId: said1,
        ideal: '2026-02-20',
        latest: '2026-02-20',
      },
      { accountId, repId: 'UBEN', rule: 'care', originId: i, ideal: '2026-02-26' },
      { accountId, repId: 'UBEN', rule: 'rhythm', ideal: '2026-02-26' },
      { accountId, repId: 'UBEN', rule: 'visit', ideal: '2026-02-26' },
    ])
  }
  return { db, id, workspace, ids }
}

/** A complaint of each of these customers, its solution overdue and waiting for an approval, with all else it has. */
async function complained(db: Db, workspaceId: Workspace['id'], ids: readonly number[], facts: string) {
  const told = {
    channel: 'message',
    receivedAt: NOW,
    openedAt: NOW,
    openedBy: 'UBEN',
    complex: true,
  } as const
  const severe = { severity: 'normal', takenBy: 'UBEN' } as const
  const made = await db
    .insertInto('complaint')
    .values(ids.map((accountId) => ({ workspaceId, accountId, facts, ...told, ...severe })))
    .returning(['id', 'accountId'])
    .execute()
  const dueAt = new Date('2025-12-24T22:22:00Z')
  const own = made.map(({ id: complaintId }) => ({ workspaceId, complaintId, round: 1 }))
  const clock = { clock: 'solution', startedAt: dueAt, dueAt, warnAt: dueAt } as const
  await db
    .insertInto('complaintClock')
    .values(own.map((of) => ({ ...of, ...clock })))
    .execute()
  const duty = { duty: 'compensate', doneAt: NOW, doneBy: 'UBEN', approval: 'waiting' } as const
  await db
    .insertInto('complaintDuty')
    .values(own.map((of) => ({ ...of, ...duty })))
    .execute()
  const row = { repId: 'UBEN', rule: 'solution', needs: 'word', ideal: '2025-12-24' } as const
  await addDuties(
    db,
    workspaceId,
    made.map(({ id: originId, accountId }) => ({ accountId, originId, ...row })),
  )
}

test.for([
  ['letters', 'Wolfeschlegelsteinhausenbergerdorff & Söhne '.repeat(5).slice(0, 200)],
  ['escapes', '<&>"\\*_`~'.repeat(23).slice(0, 200)],
  ['Chinese', '北京鑫源国际贸易有限责任公司'.repeat(15).slice(0, 200)],
  ['families', '👨‍👩‍👧‍👦'.repeat(18)],
] as const)('twelve of the longest rows fit one message: %s', async ([, name]) => {
  const { db, id, workspace, ids } = await longest(name, name.repeat(10))
  const shown = ['en', 'zh-CN'].flatMap((locale) => [
    { locale, clocks: false },
    { locale, clocks: true },
  ])
  for (const { locale, clocks } of shown.toSorted((a, b) => Number(a.clocks) - Number(b.clocks))) {
    if (clocks && locale === 'en') await complained(db, id, ids, name.repeat(10))
    const message = await messageFor(db, workspace, 'UMEI', locale)
    const { blocks } = message
    expect(lintBlocks(message)).toEqual([])
    expect(JSON.stringify(blocks).length).toBeLessThan(13_000)
    const rows = blocks.flatMap((block, i) => (block.type === 'actions' ? [[blocks[i - 1], block]] : []))
    expect(rows).toHaveLength(12)
    expect(JSON.stringify(rows).includes('complaints.solve')).toBe(clocks)
    for (const row of rows) expect(JSON.stringify(row).length).toBeLessThanOrEqual(950)
  }
})

test('a morning on a Monday brings what fell on the weekend, and one on a Sunday nothing of Monday', async () => {
  const { db, id, workspace, accounts } = await harbour()
  const [acme = 0] = await accounts('Acme')
  await addDuties(db, id, [{ accountId: acme, repId: 'UBEN', ideal: '2026-02-28' }])
  expect(await namesFor(db, workspace, 'UBEN')).toEqual(['close: Acme'])
  expect(await namesFor(db, workspace, 'UBEN', new Date('2026-03-01T08:30:00Z'))).toEqual([])
})
