import type { Tier } from '../../src/care/cadence.ts'
import { day } from '../../src/care/calendar.ts'
import type { Db } from '../../src/db/database.ts'
import { planDuties } from '../../src/features/cadence/queries.ts'
import { restate } from '../../src/features/statistics/queries.ts'
import type { Message, Person, View } from '../../src/sandbox/types.ts'
import { addAccounts } from './customers.ts'
import type { Tend } from './tend.ts'

interface NewCustomer {
  name: string
  tier?: Tier
  /** Handle of a member of the crew; absent: ben. */
  owner?: string
  lastContact?: string
  /** Days of orders. */
  orders?: string[]
}

/** Customers with their orders, planned as an import would leave them; their ids. */
export async function addCustomers(tend: Tend, customers: readonly NewCustomer[]): Promise<number[]> {
  const workspace = await tend.workspace()
  const ids = await addAccounts(
    tend.db,
    workspace.id,
    customers.map(({ name, tier = 'general', owner = 'ben', lastContact }) => ({
      name,
      tier,
      ownerId: tend.slack.person(owner).id,
      lastContactOn: lastContact ? day(lastContact) : null,
    })),
  )
  const orders = customers.flatMap(({ orders: days = [] }, i) =>
    days.map((on) => ({ accountId: ids[i] ?? 0, orderedOn: day(on), orderedAt: new Date(`${on}T10:00Z`) })),
  )
  const made = { workspaceId: workspace.id, amount: 250_000, currency: 'USD', createdAt: tend.deps.now() }
  if (orders.length > 0)
    await tend.db
      .insertInto('order')
      .values(orders.map((order) => ({ ...made, ...order })))
      .execute()
  await restate(tend.db, workspace, ids)
  await planDuties(tend.db, workspace, tend.deps.now(), ids)
  return ids
}

/** What stands open at an account, `rule` by its first day. */
export async function openOf(db: Db, accountId: number): Promise<Record<string, string>> {
  const rows = await db
    .selectFrom('followUp')
    .select(['rule', 'idealOn'])
    .where('accountId', '=', accountId)
    .where('closedAt', 'is', null)
    .execute()
  return Object.fromEntries(rows.map(({ rule, idealOn }) => [rule, idealOn]))
}

/** What somebody alone is told, or told anew, when `act` is done. */
export async function hears(tend: Tend, person: Person, act: () => Promise<unknown>): Promise<Message> {
  const all = (): Message[] => [...tend.slack.ephemerals(person), ...tend.slack.messages(person)]
  const before = new Set(all().map(identity))
  await act()
  return tend.slack.until(() => all().findLast((message) => !before.has(identity(message))))
}

const identity = ({ ts, text }: Message): string => `${ts} ${text}`

/** The modal that stands open before somebody. */
export function modalOf(tend: Tend, person: Person): View {
  const view = tend.slack.views(person).at(-1)
  if (!view) throw new Error(`no modal is open before ${person.name}`)
  return view
}
