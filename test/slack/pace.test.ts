import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseMethod, reserveSlot } from '../../src/slack/pace.ts'
import { addWorkspace } from '../support/customers.ts'
import { freshDatabase } from '../support/database.ts'

const NOW = new Date('2026-03-02T08:30:00Z')
const after = (ms: number): Date => new Date(NOW.getTime() + ms)

test('one place and a fifth of a minute’s others come at once then one after another, each once, however many ask', async () => {
  const db = await freshDatabase()
  const pace = { workspace: await addWorkspace(db), method: 'chat.update' }
  const slots = await Promise.all(Array.from({ length: 20 }, () => reserveSlot(db, pace, 50, NOW)))
  const reserved = slots.filter(({ is }) => is === 'reserved')
  const at = reserved.map((slot) => slot.at.getTime() - NOW.getTime()).toSorted((a, b) => a - b)
  expect(at.slice(0, 11)).toEqual(Array.from({ length: 11 }, () => 0))
  expect(at.slice(11)).toEqual([1500, 3000, 4500])
})

test('no minute has more places than there may be, however they are asked for', async () => {
  const db = await freshDatabase()
  const workspace = await addWorkspace(db)
  let runs = 0
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.array(fc.nat(20_000), { minLength: 1, maxLength: 80 }),
      async (perMinute, gaps) => {
        const pace = { workspace, method: `method ${(runs += 1)}` }
        const taken: number[] = []
        let now = NOW
        for (const gap of gaps) {
          now = new Date(now.getTime() + gap)
          const { is, at } = await reserveSlot(db, pace, perMinute, now)
          expect(at.getTime()).toBeGreaterThanOrEqual(now.getTime())
          if (is === 'reserved') taken.push(at.getTime())
        }
        for (const from of taken)
          expect(taken.filter((at) => at >= from && at < from + 60_000).length).toBeLessThanOrEqual(perMinute)
      },
    ),
    { numRuns: 30 },
  )
})

test('a place too far away is not taken: one is told when to ask again', async () => {
  const db = await freshDatabase()
  const pace = { workspace: await addWorkspace(db), method: 'chat.postMessage' }
  for (let i = 0; i < 6; i++)
    expect(await reserveSlot(db, pace, 4, NOW)).toMatchObject(
      i === 0 ? { is: 'reserved', at: NOW } : { is: 'full', at: after(10_000) },
    )
  expect(await reserveSlot(db, pace, 4, after(10_000))).toEqual({ is: 'reserved', at: after(15_000) })
})

test('no place is given during a pause, that all who wait come back together; other methods and workspaces do not wait', async () => {
  const db = await freshDatabase()
  const [ours, theirs] = [await addWorkspace(db), await addWorkspace(db, 'T2')]
  const pace = { workspace: ours, method: 'chat.postMessage' }
  await pauseMethod(db, pace, after(60_000))
  await pauseMethod(db, pace, after(30_000))
  expect(await reserveSlot(db, pace, 60, NOW)).toEqual({ is: 'paused', at: after(60_000) })
  expect(await reserveSlot(db, pace, 60, after(59_999))).toEqual({ is: 'paused', at: after(60_000) })
  expect(await reserveSlot(db, pace, 4, after(60_000))).toEqual({ is: 'reserved', at: after(60_000) })
  expect(await reserveSlot(db, pace, 4, after(70_000))).toEqual({ is: 'reserved', at: after(75_000) })
  expect(await reserveSlot(db, { ...pace, method: 'chat.update' }, 60, NOW)).toEqual({
    is: 'reserved',
    at: NOW,
  })
  expect(await reserveSlot(db, { ...pace, workspace: theirs }, 60, NOW)).toEqual({ is: 'reserved', at: NOW })
})
