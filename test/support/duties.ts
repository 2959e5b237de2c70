import type { Insertable } from 'kysely'
import { addDays, day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import type { Schema, WorkspaceId } from '../../src/db/schema.ts'

const MADE = new Date('2026-01-05T09:00:00Z')

type NewDuty = Partial<Omit<Insertable<Schema['followUp']>, 'idealOn' | 'latestOn' | 'since'>> & {
  accountId: number
  repId: string
  /** `2026-03-02` */
  ideal: string
  latest?: string
  since?: string
}

/** Open duties; the latest day is five days after the ideal one unless said otherwise. Their ids, in the order given. */
export async function addDuties(
  db: Db,
  workspaceId: WorkspaceId,
  duties: readonly NewDuty[],
): Promise<number[]> {
  const rows = duties.map(({ ideal, latest, since, ...duty }) => ({
    workspaceId,
    rule: 'rhythm' as const,
    since: day(since ?? ideal),
    idealOn: day(ideal),
    latestOn: latest ? day(latest) : addDays(day(ideal), 5),
    openedAt: MADE,
    ...duty,
  }))
  const made = await db.insertInto('followUp').values(rows).returning('id').execute()
  return made.map(({ id }) => id)
}

type Stats = Partial<Insertable<Schema['accountStats']>> & { accountId: number }

/** What is known of customers besides; nothing is left to plan. */
export async function addStats(db: Db, workspaceId: WorkspaceId, stats: readonly Stats[]): Promise<void> {
  await db
    .insertInto('accountStats')
    .values(stats.map((row) => ({ workspaceId, replan: false, ...row })))
    .execute()
}
