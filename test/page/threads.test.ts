import type { App } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { type Stage, stage } from '../sandbox/bolt.ts'
import { browserTest, openPage } from '../support/browser.ts'

const text = (words: string) => ({ type: 'plain_text' as const, text: words })
const section = (words: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text: words } })
const take = (words: string): KnownBlock => ({
  type: 'actions',
  block_id: 'take',
  elements: [{ type: 'button', action_id: 'take', text: text(words) }],
})

const isFocused = (one: Locator): Promise<boolean> => one.evaluate((element) => element.matches(':focus'))
const panelOf = (page: Page): Locator => page.getByRole('complementary', { name: /^(Thread|消息列)$/ })

/** An app whose cards change in place when somebody takes them. */
const takes = (app: App): void =>
  app.action('take', async ({ ack, respond }) => {
    await ack()
    await respond({
      replace_original: true,
      text: 'Taken',
      blocks: [section('*Acme* – taken'), take('Give back')],
    })
  })

/** A complaint in somebody's conversation, and what was said of it in its thread. */
async function complaint({ slack, app }: Stage, who: string, ...replies: string[]): Promise<string> {
  const { chat } = app.client
  const channel = await slack.dm(slack.person(who))
  const blocks = [section('*Acme* – the scales are off'), take('Take it')]
  const { ts = '' } = await chat.postMessage({ channel, text: 'A complaint', blocks })
  for (const reply of replies) await chat.postMessage({ channel, text: reply, thread_ts: ts })
  return ts
}

browserTest('what is said in a thread stands beside its message, and the message says how much', async () => {
  await using s = await stage(takes)
  await complaint(s, 'ben', 'They were answered', 'It is solved')
  const page = await openPage(s, 'ben')
  const line = page.getByRole('button', { name: /^2 replies/ })
  expect(await line.textContent()).toBe('2 repliesNewLast reply this minute')
  expect(await page.getByText('They were answered').count()).toBe(0)
  await line.click()
  const panel = panelOf(page)
  await panel.getByText('It is solved').waitFor()
  expect(await panel.getByRole('article').count()).toBe(3)
  expect(await page.getByRole('main').getByRole('article').count()).toBe(1)
  const { chat } = s.app.client
  const [root] = s.slack.messages(s.slack.person('ben'))
  await chat.postMessage({
    channel: root?.channel ?? '',
    text: 'They are content',
    thread_ts: root?.ts ?? '',
  })
  await panel.getByRole('article').getByText('They are content').waitFor()
  await panel.locator('[aria-live=polite]').getByText('Tend: They are content').waitFor({ state: 'attached' })
  expect(await page.getByRole('button', { name: /^3 replies/ }).textContent()).not.toContain('New')
})

browserTest('the message in the thread lives: its buttons work, and both copies change', async () => {
  await using s = await stage(takes)
  await complaint(s, 'ben', 'Half an hour is left')
  const page = await openPage(s, 'ben')
  await page.getByRole('button', { name: /^1 reply/ }).click()
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'Take it' }).click()
  await panel.getByText('– taken').waitFor()
  await page.getByRole('main').getByText('– taken').waitFor()
  expect(await isFocused(panel.getByRole('button', { name: 'Give back' }))).toBe(true)
  expect(await panel.getByRole('article').count()).toBe(2)
})

browserTest('the keyboard goes into a thread, and back to where it was when that closes', async () => {
  await using s = await stage(takes)
  await complaint(s, 'ben', 'Half an hour is left')
  const page = await openPage(s, 'ben')
  const line = page.getByRole('button', { name: /^1 reply/ })
  const panel = panelOf(page)
  for (const close of ['Escape', 'button'] as const) {
    await line.focus()
    await page.keyboard.press('Enter')
    expect(await line.getAttribute('aria-expanded')).toBe('true')
    expect(await isFocused(panel.getByRole('region', { name: 'Thread' }))).toBe(true)
    if (close === 'Escape') await page.keyboard.press('Escape')
    else await panel.getByRole('button', { name: 'Close the thread' }).press('Enter')
    await panel.waitFor({ state: 'detached' })
    expect(await isFocused(line)).toBe(true)
  }
})

browserTest('Escape closes the menu in a thread first, and then the thread', async () => {
  await using s = await stage(takes, {
    menu: { commands: [], shortcuts: [{ name: 'Log this', callback_id: 'log-this' }] },
  })
  await complaint(s, 'ben', 'Half an hour is left')
  const page = await openPage(s, 'ben')
  await page.getByRole('button', { name: /^1 reply/ }).click()
  const panel = panelOf(page)
  await panel.getByRole('button', { name: 'More actions' }).last().press('Enter')
  await page.getByRole('menuitem', { name: 'Log this' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('menuitem', { name: 'Log this' }).waitFor({ state: 'detached' })
  expect(await panel.count()).toBe(1)
  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
})

browserTest(
  'whoever replies is heard by the app in that thread; what they began to write stays',
  async () => {
    const heard: unknown[] = []
    await using s = await stage((app) => app.message(async ({ message }) => void heard.push(message)))
    const ts = await complaint(s, 'ben')
    const page = await openPage(s, 'ben')
    await page.getByRole('article').hover()
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Reply in thread' }).click()
    const field = panelOf(page).getByRole('textbox', { name: 'Reply' })
    expect(await isFocused(field)).toBe(true)
    await field.fill('I called')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'More actions' }).press('Enter')
    await page.getByRole('menuitem', { name: 'Reply in thread' }).press('Enter')
    expect(await field.inputValue()).toBe('I called')
    await field.press('Enter')
    await panelOf(page).getByRole('article').getByText('I called').waitFor()
    expect(await field.inputValue()).toBe('')
    await s.slack.until(() => heard.length > 0)
    expect(heard).toMatchObject([{ text: 'I called', thread_ts: ts }])
  },
)

browserTest('a reply that is sent to the conversation, too, leads into the thread', async () => {
  await using s = await stage()
  const thread_ts = await complaint(s, 'chen')
  const channel = await s.slack.dm(s.slack.person('chen'))
  await s.app.client.chat.postMessage({ channel, text: '已解决', thread_ts, reply_broadcast: true })
  const page = await openPage(s, 'chen')
  const main = page.getByRole('main')
  await main.getByRole('button', { name: /^1 条回复/ }).waitFor()
  expect(await main.getByRole('article').count()).toBe(2)
  await main.getByRole('button', { name: '在消息列中作了回复' }).click()
  await panelOf(page).waitFor()
  expect(await panelOf(page).getByRole('article').count()).toBe(2)
})

browserTest('a thread closes as one goes elsewhere, and is new to everybody for themselves', async () => {
  await using s = await stage()
  const { id: channel } = s.slack.channel('sales')
  const { chat } = s.app.client
  const { ts: thread_ts = '' } = await chat.postMessage({ channel, text: 'A complaint' })
  await chat.postMessage({ channel, text: 'It is late', thread_ts })
  const page = await openPage(s, 'ben/sales')
  const line = page.getByRole('button', { name: /1 reply|1 条回复/ })
  await line.click()
  await panelOf(page).getByText('It is late').waitFor()
  await page.getByRole('navigation').getByRole('button', { name: 'Tend' }).click()
  await panelOf(page).waitFor({ state: 'detached' })
  await page.getByRole('navigation').getByRole('button', { name: 'sales' }).click()
  expect(await line.textContent()).not.toContain('New')
  expect(await panelOf(page).count()).toBe(0)
  const other = await openPage(s, 'ada/sales')
  expect(await other.getByRole('button', { name: '1 reply' }).textContent()).toContain('New')
})

browserTest('on a phone a thread fills the page, and nothing beneath it can be reached', async () => {
  await using s = await stage(takes)
  await complaint(s, 'ben', 'Half an hour is left')
  const page = await openPage(s, 'ben', { width: 375, dark: true })
  await page.getByRole('button', { name: /^1 reply/ }).click()
  await panelOf(page).waitFor()
  const box = await panelOf(page).boundingBox()
  expect(box).toMatchObject({ x: 0, width: 375 })
  expect(await page.getByRole('main').count()).toBe(0)
  await page.keyboard.press('Escape')
  expect(await isFocused(page.getByRole('button', { name: /^1 reply/ }))).toBe(true)
})

browserTest('where both have no room a thread stands in place of what can be tried', async () => {
  await using s = await stage(takes)
  await complaint(s, 'ben', 'Half an hour is left')
  const page = await openPage(s, 'ben')
  const tries = page.getByRole('complementary', { name: 'Three things to try' })
  await tries.waitFor()
  await page.getByRole('button', { name: /^1 reply/ }).click()
  await tries.waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Try it' }).click()
  await tries.waitFor()
  await panelOf(page).waitFor({ state: 'detached' })
})

browserTest('a message that is gone leaves its thread', async () => {
  await using s = await stage()
  const ts = await complaint(s, 'ben', 'It is solved')
  const channel = await s.slack.dm(s.slack.person('ben'))
  await s.app.client.chat.delete({ channel, ts })
  const page = await openPage(s, 'ben')
  await page.getByRole('article').getByText('This message was deleted.').waitFor()
  await page.getByRole('button', { name: /^1 reply/ }).click()
  await panelOf(page).getByText('It is solved').waitFor()
})
