import { expect } from 'vitest'
import type { Page } from 'playwright-core'
import { browserTest, openPage } from '../support/browser.ts'
import { startTend } from '../support/tend.ts'

async function write(page: Page, words: string): Promise<void> {
  await page.getByRole('combobox', { name: /^(Message|发消息)/ }).fill(words)
  await page.keyboard.press('Enter')
}

browserTest('commands are offered as / is typed, and taken by the keyboard', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ben')
  const composer = page.getByRole('combobox', { name: 'Message Tend' })
  await composer.pressSequentially('/t')
  const tend = page.getByRole('option', { name: '/tend' })
  expect(await tend.textContent()).toContain('Help, your settings, teams')
  while ((await tend.getAttribute('aria-selected')) !== 'true') await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  expect(await composer.inputValue()).toBe('/tend ')
  await composer.pressSequentially('help')
  await page.keyboard.press('Enter')
  const answer = page.getByRole('article')
  await answer.getByText('Only visible to you').waitFor()
  await answer.getByText('What you can type').waitFor()
})

browserTest('a wrong country stands under its field until it is put right', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ben')
  await write(page, '/tend settings')
  const settings = page.getByRole('dialog', { name: 'Your mornings' })
  await settings.getByLabel('Public holidays of').fill('Atlantis')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.getByText('Write a country such as GB').waitFor()
  await settings.getByLabel('Public holidays of').fill('GB')
  await settings.getByLabel('When does your morning message come?').fill('09:15')
  await settings.getByRole('button', { name: 'Save' }).click()
  await settings.waitFor({ state: 'detached' })
  await write(page, '/tend settings')
  expect(await settings.getByLabel('When does your morning message come?').inputValue()).toBe('09:15')
})

browserTest('an admin places two people whom they choose by name', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ada')
  await write(page, '/tend team')
  const team = page.getByRole('dialog', { name: 'People and teams' })
  const who = team.getByRole('combobox', { name: 'Whom do you want to place?' })
  for (const name of ['Ben', 'chen']) {
    await who.fill(name)
    await page.keyboard.press('Enter')
  }
  await team.getByRole('combobox', { name: 'Role' }).click()
  await team.getByRole('option', { name: 'Manager' }).click()
  await team.getByLabel('Or a new team').fill('North')
  await team.getByRole('button', { name: 'Save' }).click()
  await team.waitFor({ state: 'detached' })
  await write(page, '/tend team')
  await team.getByText('North · 2 people').waitFor()
})

browserTest('the Home is made when it is opened, and its buttons work', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ben')
  await page.getByRole('tab', { name: 'Home' }).click()
  await page.getByRole('tabpanel').getByRole('button', { name: 'My settings' }).click()
  await page.getByRole('dialog', { name: 'Your mornings' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(page.url()).toMatch(/#ben\/home$/)
})

browserTest('the language switch is that of the person’s Slack: page and app change together', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ben')
  await page.getByRole('button', { name: '简体中文' }).click()
  await page.getByRole('heading', { name: '试试这三件事' }).waitFor()
  expect(t.slack.person('ben').locale).toBe('zh-CN')
  await write(page, '/tend settings')
  await page.getByRole('dialog', { name: '我的每日提醒' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'English' }).click()
  await write(page, '/tend settings')
  await page.getByRole('dialog', { name: 'Your mornings' }).waitFor()
})

browserTest('on a phone the places stand behind a button, and nothing is wider than the screen', async () => {
  const t = await startTend()
  const page = await openPage(t, 'ben', { width: 375 })
  const places = page.getByRole('navigation')
  expect(await places.isVisible()).toBe(false)
  await page.getByRole('button', { name: 'Menu' }).click()
  await places.getByRole('button', { name: 'sales' }).click()
  await page.getByRole('heading', { name: '# sales' }).waitFor()
  expect(await places.isVisible()).toBe(false)
  await write(page, '/tend settings')
  await page.getByRole('dialog').waitFor()
  const width = await page.locator('html').evaluate((root) => root.scrollWidth)
  expect(width).toBe(375)
})
