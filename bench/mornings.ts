import { planDuties } from '../src/features/cadence/queries.ts'
import { digests, shownDigests } from '../src/features/digest/queries.ts'
import { viewers } from '../src/features/viewers/queries.ts'
import { type Ground, type Measurement, type Reading, sample, timed } from './measurement.ts'

/** What every rep gets: in a handful of statements for 200 of them, and rep by rep. */
export const mornings: Measurement = {
  name: 'mornings',
  async run(ground) {
    await planDuties(ground.db, ground.workspace, NOW)
    return [
      await compared(ground, 'planned', digests),
      await compared(ground, 'with all their rows say', shownDigests),
    ]
  },
}

// A Tuesday noon, whatever the day is: weekends would be easy.
const NOW = new Date(Math.floor(Date.now() / 604_800_000) * 604_800_000 + 5.5 * 86_400_000)
const SAMPLE = 50

async function compared(
  { db, workspace, accounts }: Ground,
  how: string,
  work: typeof digests | typeof shownDigests,
): Promise<Reading> {
  const all = await viewers(db, workspace, NOW)
  const ms = await timed(async () => work(db, workspace, await viewers(db, workspace, NOW), NOW))
  const some = sample(all, SAMPLE)
  const each = await timed(async () => {
    for (const { id } of some) await work(db, workspace, await viewers(db, workspace, NOW, [id]), NOW)
  })
  return {
    what: `mornings of ${all.length} reps with ${accounts.length} accounts, ${how}`,
    ms,
    against: 'rep by rep',
    againstMs: (each / some.length) * all.length,
  }
}
