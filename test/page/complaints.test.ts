import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Key } from '../../src/words/words.ts'
import { wordsFor } from '../../src/words/words.ts'
import { browserTest, openPage, shown, write } from '../support/browser.ts'
import { type Complaining, startComplaining } from '../support/complaints.ts'

/** Somebody who walks a complaint through, by what stands on buttons and fields in their language. */
interface Walk {
  tend: Complaining
  page: Page
  t: (key: Key) => string
}

const card = ({ page }: Walk): Locator =>
  page
    .getByRole('article')
    .filter({ hasText: /works on it|处理人/ })
    .first()

const dialog = ({ page, t }: Walk, title: Key): Locator => page.getByRole('dialog', { name: t(title) })

async function press(walk: Walk, act: Key): Promise<void> {
  await card(walk)
    .getByRole('button', { name: walk.t(act) })
    .click()
  await walk.tend.settle()
}

async function choose(form: Locator, label: string, option: string): Promise<void> {
  await form.getByRole('combobox', { name: label }).click()
  await form.getByRole('option', { name: option, exact: true }).click()
}

async function send(walk: Walk, form: Locator, button: Key): Promise<void> {
  await form.getByRole('button', { name: walk.t(button), exact: true }).click()
  await form.waitFor({ state: 'detached' })
  await walk.tend.settle()
}

async function opened(walk: Walk): Promise<void> {
  const { page, t, tend } = walk
  await write(page, '/complaint Acme')
  const form = dialog(walk, 'complaints.title')
  await form.getByLabel(t('complaints.facts')).fill('The scales arrived broken')
  await form.getByLabel(t('complaints.feelings')).fill('Let down')
  await form.getByRole('checkbox').check()
  await send(walk, form, 'complaints.save')
  await shown(tend, card(walk))
}

async function dutiesDone(walk: Walk): Promise<void> {
  const { t } = walk
  await press(walk, 'complaints.acts.duties')
  for (const duty of ['apologise', 'explain', 'act'] as const) {
    const form = dialog(walk, `complaints.duties.${duty}`)
    await form.getByLabel(t(`complaintDuties.fields.${duty}`)).fill(`${duty}: in our words`)
    await send(walk, form, 'complaintDuties.next')
  }
  const last = dialog(walk, 'complaints.duties.compensate')
  await choose(last, t('complaintDuties.fields.remedy'), t('complaintDuties.remedies.replacement'))
  await last.getByLabel(t('complaintDuties.fields.compensate')).fill('A new pair')
  await send(walk, last, 'complaintDuties.finish')
}

async function solved(walk: Walk): Promise<void> {
  await press(walk, 'complaints.acts.solve')
  const form = dialog(walk, 'complaints.solveTitle')
  await form.getByLabel(walk.t('complaints.solveWords')).fill('A new pair by Thursday')
  await send(walk, form, 'complaints.solveSave')
}

async function judged(walk: Walk): Promise<void> {
  const { t } = walk
  await press(walk, 'complaints.acts.verdict')
  const form = dialog(walk, 'complaintVerdicts.title')
  await form.getByRole('radio', { name: t('complaintVerdicts.yes'), exact: true }).check()
  await choose(form, t('complaintVerdicts.satisfaction'), '5')
  await send(walk, form, 'complaintVerdicts.save')
}

async function reviewed(walk: Walk): Promise<void> {
  const { t } = walk
  await press(walk, 'complaints.acts.review')
  const form = dialog(walk, 'complaintReviews.title')
  await choose(form, t('complaintReviews.cause'), t('complaintReviews.causes.delivery'))
  await form.getByLabel(t('complaintReviews.words')).fill('A thin box')
  await form.getByLabel(t('complaintReviews.improvement')).fill('Thicker boxes')
  await form.getByLabel(t('complaintReviews.told')).fill('2026-03-05')
  await send(walk, form, 'complaintReviews.save')
}

for (const [language, name] of [
  ['English', 'ben'],
  ['Chinese', 'chen'],
] as const)
  browserTest(
    `in ${language} a complaint is walked from its intake to its review by buttons and windows alone`,
    async () => {
      const tend = await startComplaining()
      const person = tend.slack.person(name)
      await tend.db.updateTable('account').set({ ownerId: person.id }).execute()
      const { t } = wordsFor(person.locale)
      const walk = { tend, t, page: await openPage(tend, name, { width: 1600 }) }
      await opened(walk)
      tend.at('2026-03-02T09:20:00Z')
      await press(walk, 'complaints.acts.speak')
      await dutiesDone(walk)
      await solved(walk)
      tend.at('2026-03-05T09:00:00Z')
      await judged(walk)
      await reviewed(walk)
      const reopen = card(walk).getByRole('button', { name: t('complaints.acts.reopen') })
      await shown(tend, reopen)
      expect(await card(walk).getByRole('button').allTextContents()).not.toContain(
        t('complaints.acts.review'),
      )
      const row = await tend.db.selectFrom('complaint').selectAll().executeTakeFirstOrThrow()
      expect(row).toMatchObject({
        closedHow: 'satisfied',
        improvement: 'Thicker boxes',
        reviewedBy: person.id,
      })
      const clocks = await tend.db
        .selectFrom('complaintClock')
        .select(['clock', 'breachedAt', 'metAt'])
        .execute()
      expect(clocks.map(({ clock }) => clock).toSorted()).toEqual([
        'contact',
        'follow-up',
        'respond',
        'review',
        'solution',
      ])
      expect(clocks.filter(({ metAt, breachedAt }) => metAt === null || breachedAt !== null)).toEqual([])
    },
  )
