import type { App } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import { expect } from 'vitest'
import { stage } from '../sandbox/bolt.ts'
import { browserTest, openPage, write } from '../support/browser.ts'

const text = (words: string) => ({ type: 'plain_text' as const, text: words })
const cell = (words: string) => ({ type: 'raw_text', text: words })
const count = (value: number) => ({ type: 'raw_number', value, text: String(value) })

const post = (app: App, channel: string, ...blocks: object[]) =>
  app.client.chat.postMessage({ channel, text: 'Figures', blocks: blocks as KnownBlock[] })

const input = (name: string, element: object, more: object = {}) => ({
  type: 'input',
  block_id: name,
  label: text(name),
  element: { ...element, action_id: name },
  optional: true,
  ...more,
})

browserTest('a table of figures has its caption, its heads, and is leafed through', async () => {
  await using s = await stage()
  const reps = ['Ada', 'Ben', 'Chen'].map((name, place) => [cell(name), count(place + 10)])
  const rows = [[cell('Rep'), cell('Done')], ...reps]
  await post(s.app, s.slack.person('ben').id, { type: 'data_table', caption: 'The team', page_size: 2, rows })
  const page = await openPage(s, 'ben')
  const table = page.getByRole('table', { name: 'The team' })
  const shown = (): Promise<string[]> => table.getByRole('row').allTextContents()
  await table.waitFor()
  expect(await shown()).toEqual(['RepDone', 'Ada10', 'Ben11'])
  expect(await table.getByRole('columnheader', { name: 'Done' }).count()).toBe(1)
  expect(await table.getByRole('rowheader', { name: 'Ada' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Next page' }).click()
  await page.getByText('Page 2 of 2').waitFor()
  expect(await shown()).toEqual(['RepDone', 'Chen12'])
})

browserTest('a chart is drawn under its title, and its numbers are a press away', async () => {
  await using s = await stage()
  const data = ['Jan', 'Feb'].map((label, place) => ({ label, value: 1200 + place }))
  const series = [{ name: 'Europe', data }]
  const chart = (type: string) => ({ type, series, axis_config: { categories: ['Jan', 'Feb'] } })
  const of = (type: string) => ({ type: 'data_visualization', title: `As ${type}`, chart: chart(type) })
  await post(s.app, s.slack.person('ben').id, of('line'), of('bar'))
  await post(s.app, s.slack.person('ben').id, of('area'), {
    type: 'data_visualization',
    title: 'As pie',
    chart: { type: 'pie', segments: data },
  })
  const page = await openPage(s, 'ben')
  for (const type of ['line', 'bar', 'area', 'pie']) {
    const drawn = page.locator('.block-data_visualization', { hasText: `As ${type}` })
    await drawn.getByRole('img').waitFor()
    await drawn.getByRole('button', { name: 'View as table' }).click()
    await drawn.getByText('1201').waitFor()
  }
})

browserTest('a day with an hour is chosen and shown in the zone of whoever chooses', async () => {
  const held: unknown[] = []
  await using s = await stage((app) => {
    app.command('/open', async ({ ack, client, body }) => {
      await ack()
      const at = Date.parse('2026-03-02T14:00:00Z') / 1000
      const element = { type: 'datetimepicker', initial_date_time: at }
      const blocks = [input('Received', element)] as KnownBlock[]
      const view = { type: 'modal' as const, title: text('When'), submit: text('Save'), blocks }
      await client.views.open({ trigger_id: body.trigger_id, view })
    })
    app.view(/.*/, async ({ ack, view }) => {
      held.push(view.state.values['Received']?.['Received']?.selected_date_time)
      await ack()
    })
  })
  const page = await openPage(s, 'chen')
  for (const wall of ['2026-03-02T22:00', '2026-07-01T08:30']) {
    await write(page, '/open')
    const field = page.getByLabel('Received')
    expect(await field.inputValue()).toBe('2026-03-02T22:00')
    await field.fill(wall)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  expect(held).toEqual(['2026-03-02T14:00:00Z', '2026-07-01T00:30:00Z'].map((at) => Date.parse(at) / 1000))
})

browserTest(
  'a field that tells the app does so on Enter, and with each letter only where that is asked for',
  async () => {
    const heard: string[] = []
    await using s = await stage((app) => {
      app.command('/open', async ({ ack, client, body }) => {
        await ack()
        const each = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }
        const blocks = [
          input('Name', { type: 'plain_text_input' }, { dispatch_action: true }),
          input('Town', { type: 'plain_text_input', ...each }, { dispatch_action: true }),
        ] as KnownBlock[]
        const view = { type: 'modal' as const, title: text('Form'), submit: text('Save'), blocks }
        await client.views.open({ trigger_id: body.trigger_id, view })
      })
      app.action(/.*/, async ({ ack, action }) => {
        await ack()
        if (action.type === 'plain_text_input') heard.push(`${action.action_id} ${action.value}`)
      })
    })
    const page = await openPage(s, 'ben')
    await write(page, '/open')
    await page.getByLabel('Name').pressSequentially('Acme')
    await page.keyboard.press('Enter')
    await s.slack.until(() => heard.length > 0)
    await page.getByLabel('Town').pressSequentially('Ulm')
    await s.slack.until(() => heard.length > 3)
    expect(heard).toEqual(['Name Acme', 'Town U', 'Town Ul', 'Town Ulm'])
    expect(await page.getByRole('dialog').count()).toBe(1)
  },
)
