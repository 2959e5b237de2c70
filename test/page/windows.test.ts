import type { App } from '@slack/bolt'
import type { KnownBlock, ModalView } from '@slack/types'
import { expect } from 'vitest'
import { stage } from '../sandbox/bolt.ts'
import { browserTest, openPage, write } from '../support/browser.ts'
import { type Submitted, form, input, modal, note, opens, option, text } from './modals.ts'

const button = (action: string, words: string, more: object = {}): KnownBlock => ({
  type: 'actions',
  block_id: action,
  elements: [{ type: 'button', action_id: action, text: text(words), ...more }],
})

const everything = (): KnownBlock[] => [
  input('topic', 'Topic', { type: 'plain_text_input', multiline: true }),
  input('account', 'Account', { type: 'external_select', min_query_length: 2 }),
  input('channel', 'Channel', {
    type: 'static_select',
    initial_option: option('Call'),
    options: [option('Call'), option('Visit'), option('E-mail')],
  }),
  input('day', 'Day', { type: 'datepicker', initial_date: '2026-03-02' }),
  input('hour', 'Hour', { type: 'timepicker' }, { optional: true }),
  input('days', 'Days', {
    type: 'checkboxes',
    options: [option('Mon'), option('Tue')],
    initial_options: [option('Mon')],
  }),
  input(
    'mood',
    'Mood',
    { type: 'radio_buttons', options: [option('Good'), option('Bad')] },
    { optional: true },
  ),
  input('owner', 'Owner', { type: 'users_select' }, { optional: true }),
  input('helpers', 'Helpers', { type: 'multi_users_select' }, { optional: true }),
  input('where', 'Where', { type: 'conversations_select' }, { optional: true }),
  input(
    'amount',
    'Amount',
    { type: 'number_input', is_decimal_allowed: true },
    { optional: true, hint: text('In euros') },
  ),
]

browserTest('every kind of field takes what a person gives it', async () => {
  const seen: Record<string, unknown>[] = []
  await using s = await stage(opens(() => modal('All', everything()), note(seen)))
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  const all = page.getByRole('dialog', { name: 'All' })
  await all.getByLabel('Topic').fill('The renewal\nand the price')
  await all.getByRole('combobox', { name: 'Account' }).pressSequentially('ac')
  await all.getByRole('option', { name: 'Acorn Foods' }).click()
  await all.getByRole('combobox', { name: 'Channel' }).click()
  await all.getByRole('option', { name: 'Visit' }).click()
  await all.getByLabel('Day', { exact: true }).fill('2026-04-05')
  await all.getByLabel('Hour').fill('14:30')
  await all.getByRole('group', { name: 'Days' }).getByLabel('Tue').check()
  await all.getByRole('radiogroup', { name: 'Mood' }).getByLabel('Bad').check()
  await all.getByRole('combobox', { name: 'Owner' }).fill('che')
  await page.keyboard.press('Enter')
  for (const name of ['Ada', 'Ben']) {
    await all.getByRole('combobox', { name: 'Helpers' }).fill(name)
    await page.keyboard.press('Enter')
  }
  await all.getByRole('button', { name: 'Remove Ben Carter' }).click()
  await all.getByRole('combobox', { name: 'Where' }).click()
  await all.getByRole('option', { name: '#sales' }).click()
  await all.getByLabel('Amount').fill('12.50')
  await all.getByRole('button', { name: 'Save' }).click()
  await all.waitFor({ state: 'detached' })
  const { slack } = s
  expect(seen).toEqual([
    {
      topic: { type: 'plain_text_input', value: 'The renewal\nand the price' },
      account: { type: 'external_select', selected_option: option('Acorn Foods') },
      channel: { type: 'static_select', selected_option: option('Visit') },
      day: { type: 'datepicker', selected_date: '2026-04-05' },
      hour: { type: 'timepicker', selected_time: '14:30' },
      days: { type: 'checkboxes', selected_options: [option('Mon'), option('Tue')] },
      mood: { type: 'radio_buttons', selected_option: option('Bad') },
      owner: { type: 'users_select', selected_user: slack.person('chen').id },
      helpers: { type: 'multi_users_select', selected_users: [slack.person('ada').id] },
      where: { type: 'conversations_select', selected_conversation: slack.channel('sales').id },
      amount: { type: 'number_input', value: '12.50' },
    },
  ])
})

browserTest('what is missing, and what the app refuses, is said under its field', async () => {
  const errors = { topic: 'Say a little more.' }
  await using s = await stage(opens(form, ({ ack }) => ack({ response_action: 'errors', errors })))
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  const shown = page.getByRole('dialog', { name: 'Form' })
  const topic = shown.getByLabel('Topic')
  expect(await topic.evaluate((field) => field.matches(':focus'))).toBe(true)
  await shown.getByRole('button', { name: 'Save' }).click()
  await shown.getByText('Please complete this required field.').waitFor()
  await topic.fill('Price')
  await page.keyboard.press('Enter')
  await shown.getByText('Say a little more.').waitFor()
  expect(await topic.getAttribute('aria-invalid')).toBe('true')
  expect(await topic.inputValue()).toBe('Price')
  expect(await topic.evaluate((field) => field.matches(':focus'))).toBe(true)
})

browserTest('a window that sends waits, and only once', async () => {
  const taken = Promise.withResolvers<void>()
  let count = 0
  const submitted = async ({ ack }: Submitted): Promise<void> => {
    count += 1
    await taken.promise
    await ack()
  }
  await using s = await stage(opens(form, submitted), { acknowledgeMs: 3000 })
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  await page.getByLabel('Topic').fill('Price')
  const save = page.getByRole('button', { name: 'Save' })
  await save.click()
  await s.slack.until(() => count === 1)
  expect(await save.isDisabled()).toBe(true)
  await page.getByLabel('Topic').press('Enter')
  taken.resolve()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(count).toBe(1)
})

browserTest('an app that does not answer is told of in the window, which keeps what was typed', async () => {
  await using s = await stage(opens(form, () => new Promise<void>(() => {})))
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  await page.getByLabel('Topic').fill('Price')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').getByText('did not answer').waitFor()
  expect(await page.getByLabel('Topic').inputValue()).toBe('Price')
})

const level = (place: number, said = ''): ModalView =>
  modal(`Level ${place}`, [
    input(`note${place}`, 'Note', { type: 'plain_text_input' }, { optional: true }),
    button('deeper', 'Deeper', { value: String(place + 1) }),
    button('change', 'Change', { value: String(place) }),
    ...(said ? [{ type: 'section', text: text(said) } as KnownBlock] : []),
  ])

const valueOf = (body: unknown): number =>
  Number((body as { actions: { value: string }[] }).actions[0]?.value)

/** Three windows, each opening the next; one changes in place when asked. */
function tower(app: App): void {
  opens(() => level(1))(app)
  app.action('deeper', async ({ ack, client, body }) => {
    await ack()
    const { trigger_id = '' } = body as { trigger_id?: string }
    await client.views.push({ trigger_id, view: level(valueOf(body)) }).catch(() => {})
  })
  app.action('change', async ({ ack, client, body }) => {
    await ack()
    const { view } = body as { view?: { id: string; state: { values: Record<string, unknown> } } }
    const typed = JSON.stringify(view?.state.values ?? {})
    await client.views.update({ view_id: view?.id ?? '', view: level(valueOf(body), `Changed: ${typed}`) })
  })
}

browserTest('windows stack three deep, and each keeps what was typed into it', async () => {
  await using s = await stage(tower)
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  for (const place of [1, 2]) {
    const level = page.getByRole('dialog', { name: `Level ${place}` })
    await level.getByLabel('Note').fill(`on ${place}`)
    await level.getByRole('button', { name: 'Deeper' }).click()
  }
  await page.getByRole('dialog', { name: 'Level 3' }).getByRole('button', { name: 'Back' }).click()
  const second = page.getByRole('dialog', { name: 'Level 2' })
  expect(await second.getByLabel('Note').inputValue()).toBe('on 2')
  await second.getByLabel('Note').fill('more on 2')
  await second.getByRole('button', { name: 'Change' }).click()
  await second.getByText('Changed').waitFor()
  expect(await second.getByText('Changed').textContent()).toContain('more on 2')
  expect(await second.getByLabel('Note').inputValue()).toBe('more on 2')
  await page.keyboard.press('Escape')
  const first = page.getByRole('dialog', { name: 'Level 1' })
  expect(await first.getByLabel('Note').inputValue()).toBe('on 1')
  await first.getByRole('button', { name: 'Deeper' }).click()
  await second.getByRole('button', { name: 'Close all' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(s.slack.views(s.slack.person('ben'))).toEqual([])
})

browserTest('the keyboard stays within a window, and returns to where it was', async () => {
  await using s = await stage(tower)
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  const first = page.getByRole('dialog', { name: 'Level 1' })
  await first.waitFor()
  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('Tab')
    const outside = page.locator('.app :focus')
    expect(await outside.count()).toBe(0)
  }
  await first.getByLabel('Note').focus()
  await page.keyboard.press('Escape')
  await first.waitFor({ state: 'detached' })
  const composer = page.getByRole('combobox', { name: /^Message/ })
  expect(await composer.evaluate((field) => field.matches(':focus'))).toBe(true)
})
