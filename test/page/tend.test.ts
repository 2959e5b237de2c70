import { expect } from 'vitest'
import { browserTest, openPage, shown, write } from '../support/browser.ts'
import { changeMember, startWith } from '../support/mornings.ts'
import { crew, startTend } from '../support/tend.ts'

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
  await t.slack.settled()
  await write(page, '/tend settings')
  await page.getByRole('dialog', { name: '我的每日提醒' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'English' }).click()
  await page.getByRole('heading', { name: 'Three things to try' }).waitFor()
  await t.slack.settled()
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

browserTest(
  'on a phone one thing lies over the conversation at a time, and Escape or a tap beside it puts it away',
  async () => {
    const page = await openPage(await startTend(), 'ben', { width: 375 })
    const [menu, tryIt] = [
      page.getByRole('button', { name: 'Menu' }),
      page.getByRole('button', { name: 'Try it' }),
    ]
    const places = page.getByRole('navigation')
    const tries = page.getByRole('complementary', { name: 'Three things to try' })
    await menu.click()
    await places.waitFor()
    await tryIt.click()
    await tries.waitFor()
    await places.waitFor({ state: 'hidden' })
    await page.keyboard.press('Escape')
    await tries.waitFor({ state: 'detached' })
    await tryIt.and(page.locator(':focus')).waitFor()
    await menu.press('Enter')
    await places.getByRole('button', { name: 'sales' }).press('Escape')
    await menu.and(page.locator(':focus')).waitFor()
    expect(await menu.getAttribute('aria-expanded')).toBe('false')
    await tryIt.click()
    await tries.waitFor()
    await page.mouse.click(20, 400)
    await tries.waitFor({ state: 'detached' })
  },
)

browserTest('each of the three things to try does what its button says', async () => {
  const people = crew.map((one) => (one.name === 'dana' ? { ...one, title: 'Manager' } : one))
  const t = await startWith(['ben'], { now: '2026-03-02T08:30:00Z', sandbox: { people } })
  await changeMember(t, 'dana', { role: 'manager' })
  await t.ring()
  const page = await openPage(t, 'ada')
  const trying = page.getByRole('complementary', { name: 'Three things to try' })
  const go = (name: string): Promise<void> => trying.getByRole('button', { name }).click()
  await go('Show me')
  await page.getByRole('button', { name: 'Log', exact: true }).and(page.locator(':focus')).waitFor()
  expect(page.url()).toMatch(/#ben$/)
  await go('Type /today')
  const composer = page.getByRole('combobox', { name: 'Message Tend' })
  await composer.and(page.locator(':focus')).waitFor()
  expect(await composer.inputValue()).toBe('/today')
  await go('Become one')
  await page.getByRole('button', { name: 'You are Dana Flores' }).waitFor()
  await go('Drop an example CSV')
  await shown(t, page.getByRole('article').getByText('3 rows: 3 new, 0 changed, 0 as they are.'))
})
