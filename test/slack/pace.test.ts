import { expect, test } from 'vitest'
import { pauseMethod, reserveSlot } from '../../src/slack/pace.ts'
import { addWorkspace } from '../support/customers.ts'
import { freshDatabase } from '../support/database.ts'

const NOW = new Date('2026-03-02T08:30:00Z')
const after = (ms: number): Date => new Date(NOW.getTime() + ms)

test('places come one after another, each once, however many ask at the same time', async () => {
  const db = await freshDatabase()
  const pace = { workspace: await addWorkspace(db), method: 'chat.postMessage' }
  const slots = await Promise.all(Array.from({ length: 20 }, () => reserveSlot(db, pace, 300, NOW)))
  const at = slots.map((slot) => slot.at.getTime() - NOW.getTime()).toSorted((a, b) => a - b)
  expect(at).toEqual(Array.from({ length: 20 }, (_, i) => i * 200))
  expect(slots.every(({ is }) => is === 'reserved')).toBe(true)
})

test('a place too far away is not taken: one is told when to ask again', async () => {
  const db = await freshDatabase()
  const pace = { workspace: await addWorkspace(db), method: 'chat.postMessage' }
  for (let i = 0; i < 11; i++) await reserveSlot(db, pace, 120, NOW)
  expect(await reserveSlot(db, pace, 120, NOW)).toEqual({ is: 'full', at: after(500) })
  expect(await reserveSlot(db, pace, 120, after(500))).toEqual({ is: 'reserved', at: after(5500) })
})

test('no place is given during a pause, that all who wait come back together; other methods and workspaces do not wait', async () => {
  const db = await freshDatabase()
  const [ours, theirs] = [await addWorkspace(db), await addWorkspace(db, 'T2')]
  const pace = { workspace: ours, method: 'chat.postMessage' }
  await pauseMethod(db, pace, after(60_000))
  await pauseMethod(db, pace, after(30_000))
  expect(await reserveSlot(db, pace, 60, NOW)).toEqual({ is: 'paused', at: after(60_000) })
  expect(await reserveSlot(db, pace, 60, after(59_999))).toEqual({ is: 'paused', at: after(60_000) })
  expect(await reserveSlot(db, pace, 60, after(60_000))).toEqual({ is: 'reserved', at: after(60_000) })
  expect(await reserveSlot(db, pace, 60, after(60_000))).toEqual({ is: 'reserved', at: after(61_000) })
  expect(await reserveSlot(db, { ...pace, method: 'chat.update' }, 60, NOW)).toEqual({
    is: 'reserved',
    at: NOW,
  })
  expect(await reserveSlot(db, { ...pace, workspace: theirs }, 60, NOW)).toEqual({ is: 'reserved', at: NOW })
})
