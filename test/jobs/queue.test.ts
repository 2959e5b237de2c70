import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { z } from 'zod'
import { connect } from '../../src/db/database.ts'
import type { Deps } from '../../src/deps.ts'
import { type Job, job } from '../../src/jobs/job.ts'
import { makeQueue } from '../../src/jobs/queue.ts'
import { freshDatabaseUrl } from '../support/database.ts'

/** A queue with jobs of these names; `drain` sends one for each and does what waits. */
async function queueOf(work: Record<string, () => Promise<void>>) {
  const url = await freshDatabaseUrl()
  const db = connect(url)
  const jobs: Job[] = Object.entries(work).map(([name, run]) => job({ name, data: z.object({}), run }))
  const queue = makeQueue(url, jobs, pino({ level: 'silent' }))
  onTestFinished(async () => {
    await queue.close(1000)
    await db.destroy()
  })
  await queue.open()
  return async (): Promise<void> => {
    for (const { name } of jobs) await queue.send(db, name, {})
    await queue.drain({ db, queue } as Deps)
  }
}

test('what waits under two names is done side by side', async () => {
  const other = Promise.withResolvers<void>()
  const done: string[] = []
  const drain = await queueOf({
    'test.first': () => other.promise.then(() => void done.push('first')),
    'test.second': async () => other.resolve(),
  })
  await drain()
  expect(done).toEqual(['first'])
})

test('what fails is said, when all else that waited is done', async () => {
  const done: string[] = []
  const drain = await queueOf({
    'test.failing': () => Promise.reject(new Error('no such customer')),
    'test.other': async () => void done.push('other'),
  })
  await expect(drain()).rejects.toThrow('no such customer')
  expect(done).toEqual(['other'])
})
