import type { Day } from '../../care/calendar.ts'
import { type FourDuty, FOUR_DUTIES } from '../../care/complaint.ts'
import { mention, verbatim, verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { DoneDuty } from './queries.ts'

type Offer = Pick<DoneDuty, 'remedy' | 'amount' | 'currency'>

/** What a customer is offered: `refund, €900.00`. */
export function offerText({ remedy, amount, currency }: Offer, words: Words): string {
  const name = words.t(`complaintDuties.remedies.${remedy ?? 'none'}`)
  if (amount === null || currency === null) return name
  return words.t('complaintDuties.offer', { remedy: name, money: words.money(amount, currency) })
}

type Chosen = Pick<DoneDuty, 'duty' | 'whoId' | 'who' | 'byOn'> & Offer

interface Reading {
  words: Words
  today: Day
}

/** What was chosen with a duty: who acts by when, or what is offered. */
export function choicesText(done: Chosen, { words, today }: Reading): string {
  if (done.duty === 'compensate') return offerText(done, words)
  if (done.duty !== 'act' || !done.whoId || !done.byOn) return ''
  const who = done.who === null ? mention(done.whoId) : verbatim(done.who, 60)
  return words.t('complaintDuties.acting', { who, day: words.day(done.byOn, today) })
}

/** A duty as it was done, its words in at most so many units of JSON. */
export function doneText(done: DoneDuty, reading: Reading, most: number): string {
  const said = verbatimWithin(done.words, most)
  const choices = choicesText(done, reading)
  if (said === '' || choices === '') return said || choices
  return reading.words.t('complaintDuties.both', { words: said, choices })
}

/** Of what somebody wrote a line of the card shows so many units. */
const WRITTEN = 200

/** The four duties on the card: a line for each that was done, and what is left in one. */
export function dutyLines(
  { duties, dutiesDone }: { duties: readonly DoneDuty[]; dutiesDone: readonly FourDuty[] },
  words: Words,
  today: Day,
): string[] {
  const { t } = words
  const standing = duties.filter(
    ({ duty, approval }, i) =>
      approval !== 'rejected' || (i === duties.length - 1 && !dutiesDone.includes(duty)),
  )
  const done = standing.map((one) =>
    t(`complaintDuties.lines.${one.approval ?? 'done'}`, {
      duty: t(`complaints.duties.${one.duty}`),
      words: doneText(one, { words, today }, WRITTEN),
      who: verbatim(one.approver ?? '–', 60),
      why: verbatimWithin(one.approvalWords, WRITTEN),
    }),
  )
  const open = FOUR_DUTIES.filter((duty) => !dutiesDone.includes(duty))
  const left = open.map((duty) => t('complaints.dutyOpen', { duty: t(`complaints.duties.${duty}`) }))
  return left.length > 0 ? [...done, left.join('  ')] : done
}

/** Names enough to be read; nobody of so many is waited for in particular. */
const NAMED = 3

/** Whom the clock of the solution waits for while a compensation is above the limit; null: any manager. */
export function waitedFor(approvers: readonly { name: string }[], words: Words, most: number): string | null {
  if (approvers.length === 0 || approvers.length > NAMED) return null
  return words.list(approvers.map(({ name }) => verbatim(name, most)))
}

/** That it waits, on the card. */
export function waitsFor(approvers: readonly { name: string }[], words: Words): string {
  const who = waitedFor(approvers, words, 60)
  return who === null
    ? words.t('complaintApprovals.waitsForManager')
    : words.t('complaintApprovals.waitsFor', { who })
}

/** What somebody is asked to do for a customer. */
export function actingLine(
  words: Words,
  asked: { account: string; words: string; by: string; on: Day; today: Day },
): string {
  return words.t('complaintDuties.asked', {
    who: mention(asked.by),
    account: verbatim(asked.account, 150),
    words: verbatim(asked.words, 1000),
    day: words.day(asked.on, asked.today),
  })
}
