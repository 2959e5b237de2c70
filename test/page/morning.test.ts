import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { browserTest, openPage, shown, write, wrongWith } from '../support/browser.ts'
import { addCustomer, changeMember, startWith } from '../support/mornings.ts'
import type { Tend } from '../support/tend.ts'

/** Ben’s morning of 2 March 2026, a Monday: a step is due at each of these customers. */
async function bensMorning(...customers: string[]): Promise<Tend> {
  const tend = await startWith([], { now: '2026-03-02T08:30:00Z' })
  for (const customer of customers) await addCustomer(tend, 'ben', customer)
  await tend.ring()
  return tend
}

const newest = (page: Page): Locator =>
  page
    .getByRole('article')
    .filter({ hasText: /Good morning|早上好/ })
    .last()

/** Presses the button that stands under what is said of a customer. */
const press = (page: Page, customer: string, button: string): Promise<void> =>
  newest(page)
    .locator('.block-section', { hasText: customer })
    .locator('xpath=following-sibling::*[1]')
    .getByRole('button', { name: button })
    .click()

browserTest(
  'a call is logged from its row of the morning message, which says in place what comes next; Undo takes it back',
  async () => {
    const t = await bensMorning('Acme', 'Birch & Sons')
    const page = await openPage(t, 'ben')
    await newest(page).getByText('2 customers to contact').waitFor()
    await press(page, 'Acme', 'Log')
    const form = page.getByRole('dialog', { name: 'Log a contact' })
    expect(await form.getByRole('combobox', { name: 'Account' }).inputValue()).toBe('Acme')
    await form.getByRole('combobox', { name: 'Channel' }).click()
    await form.getByRole('option', { name: 'call' }).click()
    await form.getByLabel('What was it about?').fill('The renewal & the price')
    await form.getByLabel('Next step').fill('Send the offer')
    await form.getByLabel('Next date').fill('2026-03-10')
    await form.getByRole('button', { name: 'Log' }).click()
    await form.waitFor({ state: 'detached' })

    const row = newest(page).getByText('Acme – logged by you, 08:30. Next: Tue 10 Mar')
    await shown(t, row)
    expect(await page.getByRole('article').filter({ hasText: 'Good morning' }).count()).toBe(1)
    expect(await newest(page).getByRole('button', { name: 'Done' }).count()).toBe(1)

    const undo = newest(page).getByRole('button', { name: 'Undo' })
    expect(await undo.evaluate((one) => one.matches(':focus'))).toBe(true)
    await undo.click()
    await row.waitFor({ state: 'detached' })
    await press(page, 'Acme', 'Log')
    await form.waitFor()
  },
)

browserTest(
  'a wrong date is refused under its field, and what was typed stays until it is put right',
  async () => {
    const t = await bensMorning('Acme')
    const page = await openPage(t, 'ben')
    await press(page, 'Acme', 'Log')
    const form = page.getByRole('dialog', { name: 'Log a contact' })
    await form.getByRole('combobox', { name: 'Channel' }).click()
    await form.getByRole('option', { name: 'visit' }).click()
    await form.getByLabel('What was it about?').fill('The new plant')
    await form.getByLabel('When').fill('2026-03-03')
    await form.getByLabel('Next date').fill('2026-03-02')
    await form.getByRole('button', { name: 'Log' }).click()
    await form.getByRole('alert').first().waitFor()
    expect(await wrongWith(form, 'When')).toEqual([expect.stringContaining('This is in the future.')])
    expect(await wrongWith(form, 'Next date')).toEqual(['Choose a day after today.'])
    expect(await form.getByRole('alert').count()).toBe(2)
    expect(await form.getByLabel('When').evaluate((field) => field.matches(':focus'))).toBe(true)

    await form.getByLabel('When').fill('2026-02-27')
    await form.getByLabel('Next date').fill('2026-03-03')
    await form.getByRole('button', { name: 'Log' }).click()
    await form.waitFor({ state: 'detached' })
    await shown(t, newest(page).getByText('logged by you'))
    await write(page, '/account Acme')
    await page.getByRole('article').getByText('“The new plant”').waitFor()
  },
)

browserTest(
  'a customer is put off three times, each time knowing how often is left; then it is refused, and the manager knows',
  async () => {
    const t = await bensMorning('Acme')
    await changeMember(t, 'dana', { role: 'manager' })
    const page = await openPage(t, 'ben')
    const form = page.getByRole('dialog', { name: 'Put off' })
    for (const [left, day] of [
      [3, 3],
      [2, 4],
      [1, 5],
    ]) {
      await press(page, 'Acme', 'Snooze')
      await form.getByText(`Put off: ${left} of 3 left.`).waitFor()
      await form.getByLabel(/^Tomorrow/).check()
      await form.getByRole('button', { name: 'Put off' }).click()
      await form.waitFor({ state: 'detached' })
      await shown(t, newest(page).getByText(new RegExp(`Acme – put off until ... ${day} Mar by you\\.`)))
      t.at(`2026-03-0${day}T08:30:00Z`)
      await t.ring()
      await newest(page).getByRole('button', { name: 'Snooze' }).waitFor()
    }
    await press(page, 'Acme', 'Snooze')
    await page.getByRole('article').getByText('This has been put off as often as it can be (3 ×).').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    const managers = await openPage(t, 'dana')
    await managers
      .getByRole('article')
      .getByText('This cannot be put off any more (3 ×, last by @Ben Carter): Acme')
      .waitFor()
  },
)

browserTest(
  'with the language of one’s Slack the next morning and its forms change, and change back',
  async () => {
    const t = await bensMorning('Acme', 'Birch & Sons')
    const page = await openPage(t, 'ben')
    await page.getByRole('button', { name: '简体中文' }).click()
    await page.getByRole('heading', { name: '试试这三件事' }).waitFor()
    t.at('2026-03-03T08:30:00Z')
    await t.ring()
    await newest(page).getByText('今天要联系 2 位客户').waitFor()
    await press(page, 'Acme', '记录')
    const form = page.getByRole('dialog', { name: '记录互动' })
    await form.getByRole('combobox', { name: '方式' }).click()
    await form.getByRole('option', { name: '电话' }).click()
    await form.getByLabel('下次跟进日期').fill('2026-03-02')
    await form.getByRole('button', { name: '记录' }).click()
    await form.getByRole('alert').waitFor()
    expect(await wrongWith(form, '下次跟进日期')).toEqual(['请选择今天之后的日期。'])
    await form.getByLabel('下次跟进日期').fill('2026-03-12')
    await form.getByRole('button', { name: '记录' }).click()
    await shown(t, newest(page).getByText('“Acme”：已记录互动（你，08:30）。 下次：3月12日'))

    await page.getByRole('button', { name: 'English' }).click()
    await press(page, 'Birch', '推迟')
    await page.getByRole('dialog', { name: 'Put off' }).waitFor()
    await page.keyboard.press('Escape')
    t.at('2026-03-04T08:30:00Z')
    await t.ring()
    await newest(page).getByText('Good morning, Ben Carter').waitFor()
  },
)
