import { type RawBuilder, sql } from 'kysely'
import { dayIn } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import { nameColumns } from '../../features/accounts/queries.ts'
import { diceFrom, syntheticName } from './names.ts'

/** Where the rows go, and what makes them the same each time. */
export interface Scratch {
  db: Db
  workspace: { id: WorkspaceId; zone: string; currency: string }
  now: Date
  seed: number
}

const ACCOUNTS_PER_REP = 200
/** Rows that are made in memory at a time. */
const AT_A_TIME = 5_000
const MOST_ORDERS = 21
const MOST_INTERACTIONS = 11

/** What load made before begins with this. */
const MARK = 'LOAD-'

/** Whether the workspace has customers that `load` did not make. */
export async function hasOthers({ db, workspace }: Scratch): Promise<boolean> {
  const other = await db
    .selectFrom('account')
    .select('id')
    .where('workspaceId', '=', workspace.id)
    .where((eb) => eb.or([eb('externalId', 'is', null), eb('externalId', 'not like', `${MARK}%`)]))
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/** Takes away what an earlier `load` made. */
export async function forgetLoaded({ db, workspace }: Scratch): Promise<void> {
  for (const table of ['segmentTally', 'scoreCuts'] as const)
    await db.deleteFrom(table).where('workspaceId', '=', workspace.id).execute()
  for (let gone = AT_A_TIME; gone === AT_A_TIME;) {
    const { numAffectedRows = 0n } = await sql`
      delete from account where workspace_id = ${workspace.id} and id in (
        select id from account where workspace_id = ${workspace.id} order by id limit ${AT_A_TIME})`.execute(
      db,
    )
    gone = Number(numAffectedRows)
  }
}

/** One for 200 accounts, spread over six zones; every twentieth leads a team. Returns how many. */
export async function addReps({ db, workspace, now }: Scratch, accounts: number): Promise<number> {
  const reps = Math.ceil(accounts / ACCOUNTS_PER_REP)
  await sql`
    insert into member (workspace_id, id, name, email, role, zone, locale, changed_at)
    select ${workspace.id}, ${repId(sql`n`)}, 'Rep ' || n, 'rep' || n || '@load.example',
      case when n % 20 = 0 then 'manager' else 'rep' end,
      (array['Asia/Shanghai', 'America/New_York', 'Europe/London', 'Europe/Berlin', 'Asia/Singapore', 'America/Los_Angeles'])[1 + n % 6],
      case when n % 6 in (0, 4) then 'zh-CN' else 'en-US' end, ${now}
    from generate_series(0, ${reps}::int - 1) as n
    on conflict do nothing`.execute(db)
  return reps
}

const repId = (n: RawBuilder<unknown>): RawBuilder<string> => sql`'ULOAD' || lpad((${n})::text, 6, '0')`

/** Adds customers with names in both languages; three of four are general, one of twenty key. */
export async function* addAccounts(
  { db, workspace, now, seed }: Scratch,
  count: number,
  reps: number,
): AsyncGenerator<number> {
  for (let from = 0; from < count; from += AT_A_TIME) {
    const names = namesFrom(workspace.id, seed, from, Math.min(AT_A_TIME, count - from))
    await sql`
      insert into account (workspace_id, external_id, name, name_key, bigrams, owner_id, tier, came_on, created_at, changed_at)
      select ${workspace.id}, ${MARK} || n, name, name_key, bigrams::text[], ${repId(sql`n % ${reps}::int`)},
        case when ${dice(sql`n`, seed, 1, 20)} = 0 then 'key' when ${dice(sql`n`, seed, 2, 5)} = 0 then 'important' else 'general' end,
        ${dayIn(workspace.zone, now)}::date - ${dice(sql`n`, seed, 3, 900)}, ${now}, ${now}
      from unnest(${names.map(({ n }) => n)}::bigint[], ${names.map(({ name }) => name)}::text[],
        ${names.map(({ nameKey }) => nameKey)}::text[], ${names.map(({ bigrams }) => bigrams)}::text[]
      ) as named (n, name, name_key, bigrams)`.execute(db)
    yield from + names.length
  }
}

function namesFrom(workspace: WorkspaceId, seed: number, from: number, count: number) {
  return Array.from({ length: count }, (_, i) => {
    const name = syntheticName(diceFrom(seed * 1_000_003 + from + i))
    const { nameKey, bigrams } = nameColumns(workspace, name)
    const literal = `{${bigrams.map((pair) => JSON.stringify(pair)).join(',')}}`
    return { n: from + i, name, nameKey, bigrams: literal }
  })
}

/** A throw of the dice for row `n`, 0 to `sides` - 1. */
const dice = (n: RawBuilder<unknown>, seed: number, salt: number, sides: number): RawBuilder<number> =>
  sql`(((hashint8extended(${n}, ${seed * 1000 + salt}::bigint) & 9223372036854775807) % ${sides}::int)::int)`

/** The rows refer to what was just made: checking each of them takes longer than all the rest, where it may be left out. */
function unchecked<T>(db: Db, work: (trx: Db) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`select set_config('session_replication_role', 'replica', true)
      where current_setting('is_superuser') = 'on'`.execute(trx)
    return work(trx)
  })
}

/**
 * Adds about ten orders each, the oldest of all first as time would have brought them; one of twenty is a return.
 * Every customer has a rhythm of its own, and stopped buying up to half a year ago.
 */
export async function* addOrders(scratch: Scratch): AsyncGenerator<number> {
  let added = 0
  for (let k = MOST_ORDERS - 1; k >= 0; k--) {
    const { numAffectedRows = 0n } = await unchecked(scratch.db, (trx) =>
      ordersBefore(scratch, k).execute(trx),
    )
    added += Number(numAffectedRows)
    yield added
  }
}

/** The order of each customer that `k` others followed. */
const ordersBefore = ({ workspace, now, seed }: Scratch, k: number): RawBuilder<unknown> => sql`
  insert into "order" (workspace_id, account_id, external_id, ordered_at, ordered_on, amount, currency, created_at)
  select ${workspace.id}, id, ${MARK} || n || ${`-${k}`}, (ordered_on + time '10:00') at time zone ${workspace.zone}, ordered_on,
    case when ${dice(sql`n`, seed, 100 + k, 20)} = 0 then -1 else 1 end * (1000 + ${dice(sql`n`, seed, 200 + k, 400_000)}),
    ${workspace.currency}, ${now}
  from (
    select id, n, ${dayIn(workspace.zone, now)}::date - ${dice(sql`n`, seed, 4, 180)}
      - ${k}::int * (5 + ${dice(sql`n`, seed, 5, 60)}) as ordered_on
    from ${numbered(workspace.id)}
    where ${dice(sql`n`, seed, 6, MOST_ORDERS)} >= ${k}::int
  ) as bought`

const numbered = (workspace: WorkspaceId): RawBuilder<unknown> => sql`(
  select id, owner_id, substr(external_id, ${MARK.length + 1}::int)::bigint as n from account where workspace_id = ${workspace}
) as numbered`

/** Adds about five interactions each, by the owner; one of five reached nobody and one of ten is a note. */
export async function* addInteractions(scratch: Scratch): AsyncGenerator<number> {
  let added = 0
  for (let k = MOST_INTERACTIONS - 1; k >= 0; k--) {
    const { numAffectedRows = 0n } = await unchecked(scratch.db, (trx) =>
      interactionsBefore(scratch, k).execute(trx),
    )
    added += Number(numAffectedRows)
    yield added
  }
}

const CHANNELS = ['call', 'call', 'visit', 'email', 'message', 'video', 'letter', 'event', 'note', 'call']
const KINDS = ['value', 'value', 'feeling', 'action']
const OUTCOMES = ['good', 'neutral', 'bad', 'no-answer', 'good']
const SUMMARIES = [
  'Asked how the last delivery went.',
  '确认了下季度的采购计划。',
  'Sent the price list.',
  '回访：产品使用正常。',
]

/** The interaction with each customer that `k` others followed. */
function interactionsBefore({ workspace, now, seed }: Scratch, k: number): RawBuilder<unknown> {
  const oneOf = (choices: string[], salt: number): RawBuilder<string> =>
    sql`(${choices}::text[])[1 + ${dice(sql`n`, seed, salt + k, choices.length)}]`
  return sql`
    insert into interaction (workspace_id, account_id, member_id, channel, kind, outcome, occurred_at, occurred_on,
      summary, created_at, changed_at)
    select ${workspace.id}, id, owner_id, ${oneOf(CHANNELS, 300)}, ${oneOf(KINDS, 400)}, ${oneOf(OUTCOMES, 500)},
      (occurred_on + time '15:00') at time zone ${workspace.zone}, occurred_on, ${oneOf(SUMMARIES, 600)}, ${now}, ${now}
    from (
      select id, owner_id, n, ${dayIn(workspace.zone, now)}::date - ${dice(sql`n`, seed, 7, 60)}
        - ${k}::int * (3 + ${dice(sql`n`, seed, 8, 40)}) as occurred_on
      from ${numbered(workspace.id)}
      where ${dice(sql`n`, seed, 9, MOST_INTERACTIONS)} >= ${k}::int
    ) as happened`
}
