import { restate } from '../src/features/statistics/queries.ts'
import { type Measurement, sample, timed } from './measurement.ts'

/** Figures of the accounts that an order or a touch came for, and of all. */
export const figures: Measurement = {
  name: 'figures',
  async run({ db, workspace, accounts }) {
    const againstMs = await timed(() => restate(db, workspace, 'all'))
    const against = `restate all ${accounts.length}`
    const part = async (
      count: number,
    ): Promise<{ what: string; ms: number; against: string; againstMs: number }> => {
      const some = sample(accounts, count)
      const ms = await timed(() => restate(db, workspace, some))
      return { what: `restate ${some.length}`, ms, against, againstMs }
    }
    return [await part(accounts.length / 100), await part(1)]
  },
}
