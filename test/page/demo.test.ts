import { expect, test, vi } from 'vitest'
import type { Locator, Page } from 'playwright-core'
import { query } from '../../src/db/server-control.ts'
import { signalGroup } from '../support/app-process.ts'
import { browserTest, openPage, write } from '../support/browser.ts'
import { startDemo } from '../support/demo.ts'

// Each starts PostgreSQL, and one of them the app, four times.
vi.setConfig({ testTimeout: 120_000 })

/** Members whose mornings have a gap, or do not all stand sent or skipped. */
const GAPS = `select member_id from morning group by member_id
  having count(*) <> max(local_date) - min(local_date) + 1 or not bool_and(state in ('sent', 'skipped'))`

const mornings = (page: Page): Locator => page.getByRole('article').filter({ hasText: 'Good morning, Maya' })

/** Presses a button that moves the clock, twice; resolves when the app is back. */
async function travel(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).dblclick()
  await page.getByText('Travelling').waitFor()
  await page.getByText('Travelling').waitFor({ state: 'detached' })
}

/** Logs a call with the last customer of the message, who has no complaint; their name. */
async function logCall(page: Page, summary: string): Promise<string> {
  await mornings(page).getByRole('button', { name: 'Log' }).last().click()
  const form = page.getByRole('dialog', { name: 'Log a contact' })
  const name = await form.getByRole('combobox', { name: 'Account' }).inputValue()
  await form.getByLabel('What was it about?').fill(summary)
  await form.getByRole('button', { name: 'Log' }).click()
  await mornings(page).getByText(`${name} – logged by you`).waitFor()
  return name
}

browserTest('who logs a call and travels sees the next morning’s message, and the log stands', async () => {
  const demo = await startDemo()
  const [, address = ''] = /Open\s+(\S+)/.exec(await demo.wrote('Open ')) ?? []
  const page = await openPage({ slack: { page: address } }, 'maya')
  page.setDefaultTimeout(30_000)
  const name = await logCall(page, 'Their scales are level')
  // A complaint is to be answered within the hour, another waits for the customer’s verdict.
  await mornings(page)
    .getByText(/Answer by \d\d:10 · severity normal/)
    .waitFor()
  await mornings(page)
    .getByText(/Verdict by .*:30/)
    .waitFor()
  await travel(page, 'In 1 hour')
  await page.getByRole('article').getByText('was not answered in time').waitFor()
  await mornings(page)
    .getByText(/Answer: overdue since/)
    .waitFor()
  await page.getByRole('region', { name: 'Messages' }).evaluate((box) => void (box.scrollTop = 0))

  await travel(page, 'Next morning')
  await mornings(page).nth(1).waitFor()
  const top = (await mornings(page).nth(1).boundingBox())?.y ?? NaN
  expect([top > 0, top < 800]).toEqual([true, true])
  await travel(page, 'In 1 hour')
  expect(await mornings(page).count()).toBe(2)
  await mornings(page).first().getByText(`${name} – logged by you`).waitFor()
  await write(page, `/account ${name}`)
  await page.getByText('Their scales are level').first().waitFor()

  const database = await demo.database()
  await expect.poll(() => query(database, GAPS), { timeout: 10_000 }).toEqual([])
  signalGroup(demo.child, 'SIGINT')
  expect(await demo.ended).toBe(0)
  expect([demo.hasPostgres(), demo.stderr()]).toEqual([false, ''])
})

/** Who is connected to the demo's database. */
const CONNECTED = `select pid from pg_stat_activity where datname = 'tend_demo' and pid <> pg_backend_pid()`

test('a demo that is killed leaves no app behind', async () => {
  const demo = await startDemo()
  await demo.wrote('Open ')
  const database = await demo.database()
  expect(await query(database, CONNECTED)).not.toEqual([])
  demo.child.kill('SIGKILL')
  expect(await demo.ended).toBe('SIGKILL')
  await expect.poll(() => query(database, CONNECTED), { timeout: 30_000 }).toEqual([])
})

test.for(['A database of its own', '300 customers'])(
  'Ctrl-C at “%s” ends the demo and takes its PostgreSQL with it',
  async (line) => {
    const demo = await startDemo()
    await demo.wrote(line)
    const begun = demo.hasPostgres()
    signalGroup(demo.child, 'SIGINT')
    signalGroup(demo.child, 'SIGINT')
    expect(await demo.ended).toBe(0)
    expect([begun, demo.hasPostgres()]).toEqual([line === '300 customers', false])
    expect(demo.stderr()).toBe('')
  },
)
