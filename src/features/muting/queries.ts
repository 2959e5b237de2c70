import { type SqlBool, sql } from 'kysely'
import { MUTED } from '../../care/complaint.ts'

/** The oldest open complaint of an account: it keeps quiet what src/care says (care-rules §4.6). */
export interface MutedFacts {
  mutedBy: number | null
  mutedSince: Date | null
}

/** The oldest open complaint of the account of a \`follow_up\`. */
export const muting = sql`
  select complaint.id as muted_by, complaint.received_at as muted_since from complaint
  where complaint.workspace_id = follow_up.workspace_id and complaint.account_id = follow_up.account_id
    and complaint.closed_at is null
  order by complaint.received_at, complaint.id limit 1`

/** Whether no open complaint of its account keeps a \`follow_up\` quiet. */
export const notMuted = sql<SqlBool>`not (follow_up.rule = any(${MUTED}::text[]) and exists (
  select from complaint where complaint.workspace_id = follow_up.workspace_id
    and complaint.account_id = follow_up.account_id and complaint.closed_at is null))`
