import { sql } from 'kysely'
import { dayIn } from '../src/care/calendar.ts'
import { expectedOrders, pAlive } from '../src/features/expectations/queries.ts'
import { fitted } from '../src/features/model/jobs.ts'
import { type Ground, type Measurement, type Reading, sample, timed } from './measurement.ts'

/** Fitting the model of purchases, and what it says of every account: in one statement, and in one each. */
export const model: Measurement = {
  name: 'model',
  async run(ground) {
    return [await fitting(ground), await scored(ground, 'P(alive)'), await scored(ground, 'orders expected')]
  },
}

const NOW = new Date()
/** Of the CDNOW sample (care-rules §16): what `load` makes is no gamma and no beta. */
const PARAMETERS = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }
const SAMPLE = 100

async function fitting({ db, workspace, accounts }: Ground): Promise<Reading> {
  const asOf = dayIn(workspace.zone, NOW)
  const ms = await timed(() => fitted(db, { workspace, asOf }), { times: 1 })
  const againstMs = await timed(() => fitted(db, { workspace, asOf, until: NOW }), { times: 1 })
  return { what: `fit on ${accounts.length}`, ms, against: 'from their orders', againstMs }
}

async function scored(
  { db, workspace, accounts }: Ground,
  what: 'P(alive)' | 'orders expected',
): Promise<Reading> {
  const reading = { model: PARAMETERS, today: dayIn(workspace.zone, NOW), stats: 'account_stats' }
  const score = what === 'P(alive)' ? pAlive(reading) : expectedOrders(reading, 90)
  const query = sql`select count(*) filter (where ${score} < 0.5) as low, sum(${score}) as all
    from account_stats where workspace_id = ${workspace.id}`
  const ms = await timed(() => query.execute(db))
  const some = sample(accounts, SAMPLE)
  const each = await timed(async () => {
    for (const id of some) await sql`${query} and account_id = ${id}`.execute(db)
  })
  const againstMs = (each / some.length) * accounts.length
  return { what: `${what} of ${accounts.length}`, ms, against: 'one statement an account', againstMs }
}
