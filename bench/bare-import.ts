import { createReadStream } from 'node:fs'
import { type RawBuilder, sql } from 'kysely'
import { dayIn } from '../src/care/calendar.ts'
import { openTable } from '../src/csv/table.ts'
import type { WorkspaceId } from '../src/db/schema.ts'
import { copyLine, inStage } from '../src/db/staging.ts'
import { accountStage } from '../src/features/import-accounts/queries.ts'
import { orderStage } from '../src/features/import-orders/queries.ts'
import { makeMemberBook } from '../src/features/import-people/forms.ts'
import { type Kind, openReading, readRows } from '../src/features/import-rows/forms.ts'
import type { EmptyGround } from './measurement.ts'

/** Milliseconds that the rows of a file, read beforehand, take by COPY and an upsert into the same tables, and no more. */
export async function bareImport(ground: EmptyGround, kind: Kind, file: string): Promise<number> {
  const { db, workspace } = ground
  const stage = kind === 'accounts' ? accountStage : orderStage
  const text = await copyText(ground, kind, file, Object.keys(stage))
  const began = performance.now()
  await inStage(db, stage, async ({ trx, fill }) => {
    await fill(text)
    await sql`analyze staged`.execute(trx)
    const upserts = kind === 'accounts' ? accountUpserts(workspace.id) : orderUpserts(workspace.id)
    for (const upsert of upserts) await upsert.execute(trx)
  })
  const ms = performance.now() - began
  return ms
}

async function copyText(
  { workspace }: EmptyGround,
  kind: Kind,
  file: string,
  columns: readonly string[],
): Promise<AsyncIterable<string>> {
  const table = await openTable(createReadStream(file))
  const now = new Date()
  const about = { workspace, now, today: dayIn(workspace.zone, now), members: makeMemberBook(new Map()) }
  const pieces: string[] = []
  for await (const rows of readRows(openReading(about, kind), table, () => {})) {
    const lines = Array.from(rows, ({ line, fields }) =>
      copyLine([line, false, ...columns.map((column) => fields[column] ?? null)]),
    )
    pieces.push(lines.join(''))
  }
  return (async function* () {
    yield* pieces
  })()
}

const accountUpserts = (workspace: WorkspaceId): RawBuilder<unknown>[] => [
  sql`
    insert into account (workspace_id, external_id, name, name_key, bigrams, owner_id, tier, industry, zone, tags,
      last_contact_on, came_on, created_at, changed_at)
    select ${workspace}, external_id, name, name_key, bigrams, owner_id, tier, industry, zone, tags, last_contact_on,
      current_date, current_timestamp, current_timestamp
    from staged
    on conflict (workspace_id, external_id) do update set name = excluded.name, name_key = excluded.name_key,
      bigrams = excluded.bigrams, owner_id = excluded.owner_id, tier = excluded.tier, industry = excluded.industry,
      zone = excluded.zone, tags = excluded.tags, last_contact_on = excluded.last_contact_on`,
  sql`analyze account (workspace_id, id, external_id)`,
  sql`
    insert into contact (workspace_id, account_id, phone, email, birthday, imported, changed_at)
    select ${workspace}, a.id, s.phone, s.email, s.birthday, true, current_timestamp
    from staged s join account a on a.workspace_id = ${workspace} and a.external_id = s.external_id
    on conflict (workspace_id, account_id) where imported
    do update set phone = excluded.phone, email = excluded.email, birthday = excluded.birthday`,
]

const orderUpserts = (workspace: WorkspaceId): RawBuilder<unknown>[] => [
  sql`
    insert into "order" (workspace_id, account_id, external_id, ordered_at, ordered_on, amount, currency, created_at)
    select ${workspace}, a.id, s.external_id, s.ordered_at, s.ordered_on, s.amount, s.currency, current_timestamp
    from staged s join account a on a.workspace_id = ${workspace} and a.external_id = s.account
    on conflict (workspace_id, external_id) do update set account_id = excluded.account_id,
      ordered_at = excluded.ordered_at, ordered_on = excluded.ordered_on, amount = excluded.amount,
      currency = excluded.currency`,
]
