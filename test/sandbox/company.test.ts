import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { openSteps, purchaseStarts } from '../../src/care/after-sale.ts'
import { type Tier, moved, rhythms } from '../../src/care/cadence.ts'
import { addDays, type Day, daysBetween, type WorkCalendar } from '../../src/care/calendar.ts'
import { historyOf } from '../../src/care/churn.ts'
import {
  CHANNELS,
  type Channel,
  OUTCOMES,
  type Outcome,
  isTouch,
  isVisit,
} from '../../src/care/interaction.ts'
import { expectedOrders, fitMbgNbd, type MbgNbd } from '../../src/care/mbg-nbd.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { company } from '../../src/sandbox/company/company.ts'
import { finished } from '../support/shoppers.ts'

const today = '2026-03-03' as Day
const read = (text: string): Record<string, string>[] => parse(text, { columns: true })

function tables() {
  const { accounts, orders, interactions, people } = company({ today })
  return { accounts: read(accounts), orders: read(orders), interactions: read(interactions), people }
}

const lastOrder = (on: string): string | undefined =>
  read(company({ today: on }).orders)
    .map((order) => order['ordered_at'] ?? '')
    .toSorted()
    .at(-1)

test('the example company is the same each time, and moves with the morning', () => {
  expect(company({ today })).toEqual(company({ today }))
  expect(company({ today, seed: 2 }).accounts).not.toBe(company({ today }).accounts)
  expect([lastOrder('2026-03-03'), lastOrder('2027-07-07')]).toEqual(['2026-03-02', '2027-07-06'])
})

test('it has 300 customers with names, contacts and owners in three zones, and two years behind it', () => {
  const { accounts, orders, interactions, people } = tables()
  expect(accounts).toHaveLength(300)
  expect(new Set(accounts.map((a) => a['name'])).size).toBe(300)
  expect(accounts.filter((a) => /\p{Script=Han}/u.test(a['name'] ?? '')).length).toBeGreaterThan(80)
  const emails = people.map((p) => p.email)
  expect(accounts.filter((a) => !emails.includes(a['owner_email'] ?? ''))).toEqual([])
  expect(new Set(people.map((p) => p.tz)).size).toBe(3)
  const days = orders.map((o) => o['ordered_at'] ?? '').toSorted()
  expect(days[0]?.slice(0, 4)).toBe('2024')
  expect(interactions.every((i) => (i['at'] ?? '') < today)).toBe(true)
})

test('its files speak the importer’s language', () => {
  const { accounts, interactions } = tables()
  expect(new Set(accounts.map((a) => a['tier']))).toEqual(new Set(['general', 'important', 'key']))
  expect(accounts.filter((a) => !/^((\d{4}|-)-\d\d-\d\d)?$/.test(a['birthday'] ?? ''))).toEqual([])
  const channels: readonly string[] = CHANNELS
  const outcomes: readonly string[] = OUTCOMES
  const strange = interactions.filter(
    (i) => !channels.includes(i['channel'] ?? '') || !outcomes.includes(i['outcome'] ?? ''),
  )
  expect(strange).toEqual([])
})

const settings = settingsFrom()
const cal: WorkCalendar = { weekdays: [1, 2, 3, 4, 5], off: new Set(), extra: new Set() }

interface Talk {
  account_external_id: string
  at: string
  channel: Channel
  outcome: Outcome
}

const daysOf = (talks: readonly Talk[]): Day[] => talks.map(({ at }) => at.slice(0, 10) as Day).toSorted()

/** What is due on a morning, by owner, by the care rules themselves. */
function dueOn(morning: Day): { owner: string; rule: string }[] {
  const made = company({ today: morning })
  const talks = Map.groupBy(read(made.interactions) as unknown as Talk[], (talk) => talk.account_external_id)
  const bought = read(made.orders).filter((order) => !order['amount']?.startsWith('-'))
  const orders = Map.groupBy(bought, (order) => order['account_external_id'])
  return read(made.accounts).flatMap(({ external_id: id = '', tier, owner_email: owner = '' }) => {
    const days = (orders.get(id) ?? []).map((order) => order['ordered_at'] as Day).toSorted()
    return rulesOf(morning, id, tier as Tier, days, talks.get(id) ?? []).map((rule) => ({ owner, rule }))
  })
}

function rulesOf(morning: Day, id: string, tier: Tier, bought: Day[], talks: Talk[]): string[] {
  const touches = daysOf(talks.filter(isTouch))
  const start = purchaseStarts(bought, settings).at(-1)
  const steps = start ? openSteps(tier, start, touches, morning, cal, settings).slice(0, 1) : []
  const history = {
    tier,
    accountId: Number(id.slice(1)),
    cameOn: morning,
    lastTouch: touches.at(-1) ?? null,
    lastVisit: daysOf(talks.filter(isVisit)).at(-1) ?? null,
    lastOrder: bought.at(-1) ?? null,
  }
  const all = [...steps, ...rhythms(history, settings)]
  return all.filter((duty) => moved(duty, cal).ideal <= morning).map((duty) => duty.rule)
}

const reps = company({ today }).people.filter((person) => person.role === 'rep')

describe.each(['2026-03-02', '2026-03-03', '2026-07-10'].map((on) => [on as Day]))(
  'on the morning of %s',
  (morning) => {
    const all = dueOn(morning)

    test.each(reps.map((rep) => [rep.real_name, rep.email]))('%s has a believable list', (_name, email) => {
      const rules = all.filter(({ owner }) => owner === email).map(({ rule }) => rule)
      expect(rules.length).toBeGreaterThanOrEqual(9)
      expect(rules.length).toBeLessThanOrEqual(14)
      for (const rule of ['thank', 'settle', 'care', 'rhythm']) expect(rules).toContain(rule)
    })
  },
)

/** The order days of each buyer. */
function histories(): { owner: string; days: Day[] }[] {
  const { accounts, orders } = tables()
  const bought = Map.groupBy(
    orders.filter((order) => !order['amount']?.startsWith('-')),
    (order) => order['account_external_id'],
  )
  return accounts.flatMap(({ external_id: id, owner_email: owner = '' }) => {
    const days = new Set((bought.get(id) ?? []).map((order) => order['ordered_at'] as Day))
    return days.size > 0 ? [{ owner, days: [...days].toSorted() }] : []
  })
}

function modelOf(buyers: readonly { days: Day[] }[]): MbgNbd {
  const old = buyers.filter(({ days: [first = today] }) => daysBetween(first, today) >= 90)
  const { model } = finished(fitMbgNbd(old.map(({ days }) => ({ ...historyOn(days, today), count: 1 }))))
  if (!model) throw new Error('the example customers fit no model')
  return model
}

const historyOn = (days: readonly Day[], on: Day) => {
  const until = days.filter((day) => day <= on)
  return historyOf(until[0] ?? on, until.at(-1) ?? on, until.length, on)
}

test('its customers order as real ones do: the model of purchases fits, and tells each rep who is off their rhythm', () => {
  const buyers = histories()
  const model = modelOf(buyers)
  // Where all order or leave alike, the search stops at 1000.
  expect(model.r).toBeGreaterThan(0.5)
  expect(model.r).toBeLessThan(5)
  expect(model.a + model.b).toBeLessThan(500)
  const before = addDays(today, -90)
  const silent = buyers.filter(({ days: [first = today, ...rest] }) => {
    if (daysBetween(first, today) < 180) return false
    const days = [first, ...rest]
    const [now, then] = [today, before].map((on) => expectedOrders(model, historyOn(days, on), 90 / 7))
    return (now ?? 0) < (then ?? 0) / 2
  })
  const told = Map.groupBy(silent, ({ owner }) => owner)
  expect(reps.map(({ email }) => told.get(email)?.length ?? 0).toSorted()[0]).toBeGreaterThan(0)
  expect(silent.length).toBeLessThan(buyers.length / 4)
})
