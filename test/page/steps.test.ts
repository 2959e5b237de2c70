import type { KnownBlock, ModalView } from '@slack/types'
import { expect } from 'vitest'
import { stage } from '../sandbox/bolt.ts'
import { browserTest, openPage, write } from '../support/browser.ts'
import { type Submitted, form, input, modal, note, opens, option } from './modals.ts'

const step = (place: number, ...more: KnownBlock[]): ModalView =>
  modal(`Step ${place}`, [
    input(`facts${place}`, `Facts ${place}`, { type: 'plain_text_input', multiline: true }),
    ...more,
  ])

browserTest(
  'a window goes on from step to step, and the keyboard begins each at its first field',
  async () => {
    const hashes: string[] = []
    const submitted = async ({ ack, view }: Submitted): Promise<void> => {
      hashes.push(view.hash)
      const place = hashes.length + 1
      await ack(place > 3 ? { response_action: 'clear' } : { response_action: 'update', view: step(place) })
    }
    await using s = await stage(opens(() => step(1), submitted))
    const page = await openPage(s, 'ben')
    await write(page, '/open')
    for (const place of [1, 2, 3]) {
      const dialog = page.getByRole('dialog', { name: `Step ${place}` })
      const facts = dialog.getByLabel(`Facts ${place}`)
      await facts.waitFor()
      expect(await facts.inputValue()).toBe('')
      await s.slack.until(() => facts.evaluate((field) => field.matches(':focus')))
      await page.keyboard.type('They said so')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
    }
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(new Set(hashes).size).toBe(3)
  },
)

const pushing = async ({ ack, view }: Submitted): Promise<void> => {
  if (view.callback_id === 'Form') await ack({ response_action: 'push', view: step(2) })
  else await ack()
}

browserTest('an answer can put another window over the one that was sent', async () => {
  await using s = await stage(opens(form, pushing))
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  await page.getByLabel('Topic').fill('Price')
  await page.keyboard.press('Enter')
  await page.getByLabel('Facts 2').fill('Too high')
  await page.getByRole('dialog', { name: 'Step 2' }).getByRole('button', { name: 'Save' }).click()
  expect(await page.getByRole('dialog', { name: 'Form' }).getByLabel('Topic').inputValue()).toBe('Price')
})

const amount = (): ModalView => {
  const numbers = { type: 'number_input', is_decimal_allowed: false, min_value: '0', max_value: '500' }
  return modal('Form', [input('amount', 'Amount', numbers)])
}

browserTest(
  'a field for numbers takes numbers of its range, and says so before the app hears of it',
  async () => {
    const seen: Record<string, unknown>[] = []
    await using s = await stage(opens(amount, note(seen)))
    const page = await openPage(s, 'ben')
    await write(page, '/open')
    const field = page.getByLabel('Amount')
    for (const wrong of ['ten', '12.5', '501', '-1']) {
      await field.fill(wrong)
      await page.keyboard.press('Enter')
      await page.getByText('Please enter a whole number from 0 to 500.').waitFor()
      await field.fill('')
      await page.keyboard.press('Enter')
      await page.getByText('Please complete this required field.').waitFor()
    }
    await field.fill('500')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(seen).toEqual([{ amount: { type: 'number_input', value: '500' } }])
  },
)

const kinds = (...include: string[]) => ({ type: 'conversations_select', filter: { include } })

const choices = (): ModalView =>
  modal('Form', [
    input('open', 'Open', kinds('public')),
    input('closed', 'Closed', kinds('private')),
    input('any', 'Any', kinds('public', 'private')),
    input('channel', 'Channel', { type: 'channels_select' }),
    input('several', 'Several', { type: 'multi_conversations_select', filter: { include: ['public'] } }),
  ])

browserTest(
  'a channel is chosen among those of the kinds asked for, whether the app is in it or not',
  async () => {
    const seen: Record<string, unknown>[] = []
    const channels = [{ name: 'general' }, { name: 'care', hasApp: true }, { name: 'board', isPrivate: true }]
    await using s = await stage(opens(choices, note(seen)), { channels })
    const page = await openPage(s, 'ben')
    await write(page, '/open')
    const offered = async (name: string): Promise<string[]> => {
      await page.getByRole('combobox', { name }).click()
      const all = await page.getByRole('option').allTextContents()
      await page.getByRole('option').last().click()
      return all
    }
    expect(await offered('Open')).toEqual(['#general', '#care'])
    expect(await offered('Closed')).toEqual(['#board'])
    expect(await offered('Any')).toEqual(['#general', '#care', '#board'])
    expect(await offered('Channel')).toEqual(['#general', '#care'])
    expect(await offered('Several')).toEqual(['#general', '#care'])
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const [board, care] = [s.slack.channel('board').id, s.slack.channel('care').id]
    expect(seen).toEqual([
      {
        open: { type: 'conversations_select', selected_conversation: care },
        closed: { type: 'conversations_select', selected_conversation: board },
        any: { type: 'conversations_select', selected_conversation: board },
        channel: { type: 'channels_select', selected_channel: care },
        several: { type: 'multi_conversations_select', selected_conversations: [care] },
      },
    ])
  },
)

browserTest('what is refused of several to choose from takes the keyboard there', async () => {
  const errors = { mood: 'Choose the other one.' }
  const radios = { type: 'radio_buttons', options: [option('Good'), option('Bad')] }
  const view = (): ModalView =>
    modal('Form', [step(1).blocks[0] as KnownBlock, input('mood', 'Mood', radios)])
  await using s = await stage(opens(view, ({ ack }) => ack({ response_action: 'errors', errors })))
  const page = await openPage(s, 'ben')
  await write(page, '/open')
  await page.getByLabel('Facts 1').fill('They said so')
  await page.getByRole('radiogroup', { name: 'Mood' }).getByLabel('Bad').check()
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Choose the other one.').waitFor()
  expect(
    await page
      .getByRole('radio')
      .first()
      .evaluate((one) => one.matches(':focus')),
  ).toBe(true)
})
