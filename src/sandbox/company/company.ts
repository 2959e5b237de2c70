import { type Grievance, grievancesOf } from './grievances.ts'
import { type Named, chineseName, westernName } from './names.ts'
import { type Colleague, colleagues } from './people.ts'
import { MANAGER, REP, planned } from './plan.ts'
import { type Chance, chanceOf } from './random.ts'
import { storyOf } from './stories.ts'
import { type Customer, accountsCsv, interactionsCsv, ordersCsv } from './texts.ts'

/** A company to try the app with; the three texts are in the operator's import format, complaints come by themselves. */
export interface Company {
  people: readonly Colleague[]
  accounts: string
  orders: string
  interactions: string
  grievances: readonly Grievance[]
}

/** The company as it stands on the morning of `today` (YYYY-MM-DD): the same seed gives the same customers. */
export function company({ today, seed = 1 }: { today: string; seed?: number }): Company {
  const chance = chanceOf(seed)
  const customers = customersOf(chance)
  const day = (ago: number): string =>
    new Date(Date.parse(today) - ago * 86_400_000).toISOString().slice(0, 10)
  return {
    people: colleagues,
    accounts: accountsCsv(chance, customers, day),
    orders: ordersCsv(chance, customers, day),
    interactions: interactionsCsv(chance, customers, day),
    grievances: grievancesOf(customers),
  }
}

function customersOf(chance: Chance): Customer[] {
  const taken = new Set<string>()
  let count = 0
  return colleagues
    .filter(({ role }) => role !== 'admin')
    .flatMap((owner) =>
      planned(chance, owner.role === 'rep' ? REP : MANAGER).map(({ tier, situation }) => {
        count += 1
        const id = `C${String(count).padStart(4, '0')}`
        const named = nameFor(chance, owner, taken)
        return { ...named, id, owner, tier, situation, story: storyOf(chance, situation, tier) }
      }),
    )
}

function nameFor(chance: Chance, owner: Colleague, taken: Set<string>): Named {
  if (owner.locale === 'zh-CN') return chineseName(chance, taken)
  return westernName(chance, owner.tz === 'Europe/London' ? 'Europe' : 'America', taken)
}
