import { csv } from './csv.ts'
import type { Named } from './names.ts'
import type { Colleague } from './people.ts'
import type { Chance } from './random.ts'
import type { Situation, Story, Tier } from './stories.ts'
import { summaryOf } from './topics.ts'

export interface Customer extends Named {
  id: string
  owner: Colleague
  tier: Tier
  situation: Situation
  story: Story
}

/** The date so many days before the morning. */
export type Days = (ago: number) => string

const TAGS = ['newsletter', 'trade-fair', 'price-sensitive', 'service-contract', 'audit', 'referral']

export function accountsCsv(chance: Chance, customers: readonly Customer[], day: Days): string {
  const head = [
    'external_id',
    'name',
    'owner_email',
    'tier',
    'industry',
    'timezone',
    'phone',
    'email',
    'birthday',
    'last_contact',
    'tags',
  ]
  const rows = customers.map(({ id, name, owner, tier, industry, timezone, phone, domain }) => [
    id,
    name,
    owner.email,
    tier,
    industry,
    timezone,
    phone,
    `${chance.one(['purchasing', 'lab', 'quality', 'office'])}@${domain}`,
    birthday(chance, day),
    '',
    chance.shuffled(TAGS).slice(0, chance.between(0, 2)).join(';'),
  ])
  return csv(head, rows)
}

/** A third is unknown; a few fall into the next days; of half of the others the year is known. */
function birthday(chance: Chance, day: Days): string {
  if (chance.happens(0.35)) return ''
  const monthDay = day(chance.happens(0.04) ? -chance.between(0, 3) : chance.between(4, 360)).slice(5)
  if (monthDay === '02-29' || chance.happens(0.5)) return `--${monthDay}`
  return `${chance.between(1958, 1999)}-${monthDay}`
}

/** Least and most of an order, in whole units of the workspace's currency. */
const AMOUNTS: Record<Tier, [number, number]> = {
  general: [120, 2_400],
  important: [1_800, 9_500],
  key: [3_500, 24_000],
}

export function ordersCsv(chance: Chance, customers: readonly Customer[], day: Days): string {
  const rows = customers.flatMap(({ id, tier, story }) =>
    story.orders.map((ago, i) => {
      const amount = `${chance.between(...AMOUNTS[tier])}.${chance.one(['00', '50', '90'])}`
      return [`${id}-${i + 1}`, id, day(ago), chance.happens(0.01) ? `-${amount}` : amount]
    }),
  )
  return csv(['order_id', 'account_external_id', 'ordered_at', 'amount'], rows)
}

export function interactionsCsv(chance: Chance, customers: readonly Customer[], day: Days): string {
  const rows = customers.flatMap(({ id, owner, story }) =>
    story.contacts.map((contact) => [
      id,
      `${weekday(day, contact.ago)}T${hour(chance, owner)}:${chance.one(['05', '20', '45'])}:00Z`,
      contact.channel,
      owner.email,
      summaryOf(chance, contact, owner.locale === 'zh-CN'),
      contact.outcome,
    ]),
  )
  return csv(['account_external_id', 'at', 'channel', 'by_email', 'summary', 'outcome'], rows)
}

/** Nobody calls at the weekend: what would fall there comes on Monday. */
function weekday(day: Days, ago: number): string {
  const date = day(ago)
  const isWeekend = [0, 6].includes(new Date(date).getUTCDay())
  return isWeekend && ago > 1 ? weekday(day, ago - 1) : date
}

/** An hour of the owner's working day, in UTC, on the same date there. */
function hour(chance: Chance, { tz }: Colleague): string {
  const first = { 'America/New_York': 14, 'Asia/Shanghai': 1 }[tz] ?? 9
  return String(first + chance.between(0, 6)).padStart(2, '0')
}
