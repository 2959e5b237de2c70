import { sql } from 'kysely'
import { moved } from '../../care/cadence.ts'
import type { Day, WorkCalendar } from '../../care/calendar.ts'
import { isClock } from '../../care/complaint.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Account } from '../accounts/queries.ts'
import { lastAnswers } from '../answers/queries.ts'
import { openCaseOf } from '../cases/queries.ts'
import { complaintsAt } from '../complaint-lists/queries.ts'
import { openDuties } from '../follow-ups/queries.ts'
import { lastOrders } from '../orders/queries.ts'
import { calendarsOf, weekdays } from '../outlook/queries.ts'
import { purchasesOf } from '../purchases/queries.ts'
import { type Facts, factsOf } from '../reasons/queries.ts'
import { standingOf } from '../scores/queries.ts'

export type Card = Awaited<ReturnType<typeof cardOf>>

/** Of each list the card shows so many. */
const SHOWN = 3

/** All that a card shows of an account. */
export async function cardOf(
  db: Db,
  workspace: { id: WorkspaceId; region: string | null },
  account: Account,
  today: Day,
) {
  const { id } = workspace
  const warning = await openCaseOf(db, id, account.id)
  return {
    account,
    stats: await figures(db, id, account.id),
    standing: await standingOf(db, id, account.id),
    touch: await interactions(db, id, account.id).where(reached).limit(1).executeTakeFirst(),
    logs: await interactions(db, id, account.id).limit(SHOWN).execute(),
    orders: await lastOrders(db, id, account.id, SHOWN),
    contacts: await contacts(db, id, account.id),
    retiredBy: account.retiredAt ? await lastRetirement(db, id, account.id) : undefined,
    duties: await dutiesOf(db, workspace, account.id),
    complaints: await complaintsAt(db, id, account.id),
    answers: await lastAnswers(db, id, account.id, SHOWN),
    warning,
    purchases: warning && (await purchasesOf(db, id, account.id, today)),
  }
}

export interface DueDuty {
  facts: Facts
  /** The days its rep works, and the first of those on which it is due. */
  cal: WorkCalendar
  on: Day
}

/** What is still to be done, the soonest first, on days that its rep works; clocks stand with their complaint. */
async function dutiesOf(
  db: Db,
  workspace: { id: WorkspaceId; region: string | null },
  accountId: number,
): Promise<DueDuty[]> {
  const open = (await openDuties(db, workspace.id, accountId)).filter(({ rule }) => !isClock(rule))
  const facts = await factsOf(
    db,
    workspace.id,
    open.map(({ id }) => id),
  )
  const calendars = await calendarsOf(db, workspace, open)
  const due = open.flatMap(({ id, repId, idealOn, latestOn }): DueDuty[] => {
    const own = facts.get(id)
    const cal = calendars.get(repId) ?? weekdays
    const on = moved({ ideal: idealOn, latest: latestOn }, cal).ideal
    return own ? [{ facts: own, cal, on }] : []
  })
  return due.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

function figures(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('accountStats')
    .select(['orderCount', 'revenue', 'lastTouchOn'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
}

export type LoggedRow = Card['logs'][number]

const interactions = (db: Db, workspace: WorkspaceId, accountId: number) =>
  db
    .selectFrom('interaction')
    .leftJoin('member', (join) =>
      join
        .onRef('member.workspaceId', '=', 'interaction.workspaceId')
        .onRef('member.id', '=', 'interaction.memberId'),
    )
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.workspaceId', '=', 'interaction.workspaceId')
        .onRef('contact.id', '=', 'interaction.contactId'),
    )
    .select(['interaction.id', 'memberId', 'interaction.channel', 'outcome', 'occurredOn', 'summary'])
    .select(['member.name as member', 'contact.name as contact'])
    .where('interaction.workspaceId', '=', workspace)
    .where('interaction.accountId', '=', accountId)
    .orderBy('occurredAt', 'desc')
    .orderBy('interaction.id', 'desc')

/** As `isTouch` of src/care; where only "done" was said there is no channel. */
const reached = sql<boolean>`interaction.channel is distinct from 'note' and outcome is distinct from 'no-answer'`

function contacts(db: Db, workspace: WorkspaceId, accountId: number) {
  return db
    .selectFrom('contact')
    .select(['name', 'role', 'phone', 'email', 'birthday', 'optedOutAt'])
    .where('workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .orderBy('id')
    .limit(SHOWN)
    .execute()
}

async function lastRetirement(db: Db, workspace: WorkspaceId, accountId: number) {
  const change = await db
    .selectFrom('accountChange')
    .innerJoin('member', (join) =>
      join
        .onRef('member.workspaceId', '=', 'accountChange.workspaceId')
        .onRef('member.id', '=', 'accountChange.memberId'),
    )
    .select('member.name')
    .where('accountChange.workspaceId', '=', workspace)
    .where('accountId', '=', accountId)
    .where('field', '=', 'state')
    .orderBy('accountChange.changedAt', 'desc')
    .limit(1)
    .executeTakeFirst()
  return change?.name
}
