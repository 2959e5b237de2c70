import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test, vi } from 'vitest'
import { addDays, type Day, day } from '../../src/care/calendar.ts'
import { openDesk } from '../support/importing.ts'

// Each command is a process of its own, and starts in a second or two.
vi.setConfig({ testTimeout: 120_000 })

const today = day('2026-03-02')
/** Customers of the published set (care-rules §16). */
const CUSTOMERS = 995
const CUTS = { r: [114, 180, 296.4, 481], f: [3, 4, 5, 7], m: [254.8, 381, 505.4, 665] }

interface Shopper {
  id: string
  /** Days since the last order, orders, their sum. */
  r: number
  f: number
  m: number
}

/**
 * As many values as there are customers, fifth by fifth. At 198.8, 397.6, 596.4 and 795.2 of the places type 7 reads a cut off
 * two of them: these are `ends`, two for each cut, and each fifth is filled with the values between.
 */
function valuesWith(least: number, ends: readonly number[], most: number): number[] {
  const places = [198, 199, 397, 398, 596, 597, 795, 796]
  return Array.from({ length: CUSTOMERS }, (_, place) => {
    const end = places.indexOf(place)
    if (end >= 0) return ends[end] ?? least
    const fifth = places.filter((at) => at < place).length
    const [from, to] = [fifth === 0 ? least : (ends[fifth - 1] ?? 0) + 1, ends[fifth] ?? most]
    return Math.min(from, to) + (place % Math.max(1, to - from + 1))
  })
}

/** Takes a value out of those that are there. */
const take = (from: number[], value: number): number => from.splice(from.indexOf(value), 1)[0] ?? Number.NaN

/** A set with the published cuts, and in it the two customers whose scores are published. */
function shoppers(): Shopper[] {
  const r = valuesWith(1, [114, 114, 180, 180, 296, 297, 481, 481], 700)
  const f = valuesWith(1, [3, 3, 4, 4, 5, 5, 7, 7], 12)
  const m = valuesWith(20, [254, 255, 381, 381, 505, 506, 665, 665], 1500)
  const known = [
    { r: take(r, 205), f: take(f, 6), m: take(m, 472) },
    { r: take(r, 98), f: take(f, 7), m: take(m, 596) },
  ]
  // 7 and 13 have nothing in common with the 993 that are left: everybody gets one of each.
  const others = r.map((days, i) => ({
    r: days,
    f: f[(i * 7) % r.length] ?? 0,
    m: m[(i * 13) % r.length] ?? 0,
  }))
  return [...known, ...others].map((one, i) => ({ id: `P${i + 1}`, ...one }))
}

/** So many orders of 1, the last one making up the sum, on days in a row until the last. */
const ordersOf = ({ id, r, f, m }: Shopper): string[] =>
  Array.from({ length: f }, (_, k) => {
    const on: Day = addDays(today, k - r - (f - 1))
    return `${id}-${k},${id},${on},${k === f - 1 ? m - k : 1}`
  })

/** The score that the published cuts give: 5 is the best, and of days the fewest. */
const score = (value: number, cuts: readonly number[]): number => 1 + cuts.filter((cut) => value > cut).length

test('of a shop with the published quintiles, imported from CSV, every customer gets the published scores (care-rules §16)', async () => {
  const { url } = await openDesk()
  const folder = await mkdtemp(path.join(tmpdir(), 'tend-published-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const tend = async (...args: string[]): Promise<unknown> => {
    const options = { env: { ...process.env, DATABASE_URL: url }, maxBuffer: 16_000_000 }
    const { stdout } = await promisify(execFile)(process.execPath, ['src/cli.ts', ...args, '--json'], options)
    return JSON.parse(stdout)
  }
  const bring = async (kind: string, lines: readonly string[]): Promise<unknown> => {
    const file = path.join(folder, `${kind}.csv`)
    await writeFile(file, `${lines.join('\n')}\n`)
    return tend('import', kind, file)
  }
  const set = shoppers()
  await bring('accounts', ['external_id,name', ...set.map(({ id }) => `${id},Customer ${id}`)])
  await bring('orders', ['order_id,account_external_id,ordered_at,amount', ...set.flatMap(ordersOf)])

  const { total, accounts } = (await tend('segment', 'orders>0', '--at', today)) as {
    total: number
    accounts: (Record<'r' | 'f' | 'm' | 'orders', number> & { externalId: string; revenue: string })[]
  }
  expect(total).toBe(CUSTOMERS)
  const answered = new Map(accounts.map((one) => [one.externalId, one]))
  const scores = (id: string): (number | undefined)[] => {
    const one = answered.get(id)
    return [one?.r, one?.f, one?.m]
  }
  // 205 days, 6 orders, 472, and 98 days, 7 orders, 596.
  expect([scores('P1'), scores('P2')]).toEqual([
    [3, 4, 3],
    [5, 4, 4],
  ])
  for (const { id, r, f, m } of set) {
    expect(scores(id)).toEqual([6 - score(r, CUTS.r), score(f, CUTS.f), score(m, CUTS.m)])
    expect(answered.get(id)).toMatchObject({ orders: f, revenue: m.toFixed(2) })
  }
})
