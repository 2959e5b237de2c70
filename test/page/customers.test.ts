import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, openPage, shown, write, wrongWith } from '../support/browser.ts'
import { changeMember } from '../support/mornings.ts'
import { startTend } from '../support/tend.ts'

const LIST = `external_id,name,owner_email,tier
A-1,Acme Laboratories,ben@harbour.test,key
A-2,华信科技,chen@harbour.test,important
`

/** Drags a file over the page and lets it go there. */
async function drop(page: Page, name: string, content: string): Promise<void> {
  const made = `(() => {
    const held = new DataTransfer()
    held.items.add(new File([${JSON.stringify(content)}], ${JSON.stringify(name)}, { type: 'text/csv' }))
    return held
  })()`
  const dataTransfer = await page.evaluateHandle(made)
  const place = page.getByRole('main')
  await place.dispatchEvent('dragover', { dataTransfer })
  await page.getByText('Drop the file to give it to Tend').waitFor()
  await place.dispatchEvent('drop', { dataTransfer })
}

browserTest(
  'a manager drops a list of customers, sees how many are new, and has them once Import is pressed',
  async () => {
    const t = await startTend()
    await changeMember(t, 'dana', { role: 'manager' })
    const page = await openPage(t, 'dana')
    await drop(page, 'customers.csv', LIST)
    const told = page.getByRole('article').filter({ hasText: 'customers.csv · customers' })
    await shown(t, told.getByText('2 rows: 2 new, 0 changed, 0 as they are.'))
    await write(page, '/account Acme Laboratories')
    await page.getByRole('article').getByText('I found no customer called “Acme Laboratories”').waitFor()

    await told.getByRole('button', { name: 'Import' }).click()
    await shown(t, page.getByRole('article').getByText('Imported. 2 rows: 2 new, 0 changed, 0 as they are.'))
    expect(await page.getByRole('button', { name: 'Import' }).count()).toBe(0)
    await write(page, '/account Acme Laboratories')
    await page.getByRole('article').getByText('Owner: Ben Carter').waitFor()
  },
)

browserTest('a rep adds a customer by hand, and is asked before there are two of one name', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ben')
  await write(page, '/account new Brightwater')
  const form = page.getByRole('dialog', { name: 'New customer' })
  expect(await form.getByLabel('Name').inputValue()).toBe('Brightwater')
  await form.getByRole('combobox', { name: 'Tier' }).click()
  await form.getByRole('option', { name: 'key' }).click()
  await form.getByLabel('Birthday').fill('30 February')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.getByRole('alert').waitFor()
  expect(await wrongWith(form, 'Birthday')).toEqual([expect.stringContaining('There is no such day.')])
  await form.getByLabel('Birthday').fill('05-17')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.waitFor({ state: 'detached' })
  await page.getByRole('article').getByText('Created: Brightwater, owned by').waitFor()
  await page.getByRole('button', { name: 'Open card' }).click()
  await page.getByRole('article').getByText('key customer').waitFor()

  await write(page, '/account new brightwater')
  await form.getByRole('button', { name: 'Create' }).click()
  await form.getByText('There is already a customer with this name').waitFor()
  await form.getByRole('button', { name: 'Cancel' }).click()
  await form.waitFor({ state: 'detached' })
})
