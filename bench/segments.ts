import type { Measurement, Reading } from './measurement.ts'
import { say } from './filled.ts'
import { serve, type Served } from './served.ts'

const SMALL = 10_000
/** Answers are milliseconds: the median of so many, after some to get warm. */
const TIMES = 101
const WARM = 10

/** `/segment` from the signed request to its answer, among all accounts and among 10 000. */
export const segments: Measurement = {
  name: 'segments',
  async run({ databaseUrl, filled, size }) {
    const small = await serve(await filled(SMALL))
    const large = await serve(databaseUrl)
    const readings: Reading[] = []
    try {
      for (const text of ['vip', 'key', 'vip gap>60', 'vip sort:stake'])
        for (const [who, idOf] of Object.entries(ASKERS)) {
          const what = `/segment ${text} for ${who} among ${size}`
          say(what)
          const [ms, againstMs] = await medians([large, small], (app) => app.ask(idOf(app), text))
          readings.push({ what, ms, against: `among ${SMALL}`, againstMs })
        }
    } finally {
      await large.close()
      await small.close()
    }
    return readings
  },
}

type App = Served & { admin: string }

const ASKERS: Readonly<Record<string, (app: App) => string>> = {
  'an admin': ({ admin }) => admin,
  'a rep': () => 'ULOAD000001',
}

/** In turns, so that whatever else the machine does befalls both. */
async function medians(apps: [App, App], ask: (app: App) => Promise<number>): Promise<[number, number]> {
  const taken = apps.map((): number[] => [])
  for (let time = -WARM; time < TIMES; time++)
    for (const [i, app] of apps.entries()) {
      const ms = await ask(app)
      if (time >= 0) taken[i]?.push(ms)
    }
  const [one = 0, other = 0] = taken.map(median)
  return [one, other]
}

const median = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? 0
