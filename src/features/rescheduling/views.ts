import type { ActionsBlock, Button, ModalView, PlainTextOption } from '@slack/types'
import type { Rule } from '../../care/cadence.ts'
import { addDays, type Day } from '../../care/calendar.ts'
import { snooze, SNOOZES, type Snoozed, snoozesLeft, type Snoozing } from '../../care/follow-up.ts'
import type { Settings } from '../../care/settings.ts'
import { actions, button, context, field, option, plain, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { mention, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { DutySeen } from './forms.ts'
import type { Changeable } from './queries.ts'

/** What the modals depend on besides the duty. */
interface At {
  now: Date
  today: Day
  workspace: { settings: Settings }
}

/** A duty as it is named to people. */
export interface Named {
  account: string
  rule: Rule
}

const nameOf = ({ account, duty }: Changeable): Named => ({ account: account.name, rule: duty.rule })

/** Where a modal is opened. */
export type From = Pick<DutySeen, 'channel' | 'list'>

const seenOf = ({ duty }: Changeable, from: From): string => {
  const seen: DutySeen = { duty: duty.id, revision: duty.revision, ...from }
  return JSON.stringify(seen)
}

const named = (words: Words, { account, rule }: Named): string =>
  words.t('followUps.what', { account: verbatim(account, 80), duty: words.t(`rules.${rule}`) })

/** The modal of Snooze: says beforehand how often is left; a CareError when it can't be put off. */
export function snoozeModal(words: Words, known: Changeable, at: At, from: From = {}): ModalView {
  const { t } = words
  const radios = { type: 'radio_buttons' as const, options: times(words, known, at) }
  return {
    type: 'modal',
    callback_id: 'follow-ups.snooze',
    private_metadata: seenOf(known, from),
    title: plain(t('followUps.snoozeTitle'), 24),
    submit: plain(t('followUps.snooze'), 24),
    close: plain(t('followUps.cancel'), 24),
    blocks: [
      section(named(words, nameOf(known))),
      context(leftLine(words, known.duty.snoozes, at)),
      field('until', t('followUps.until'), radios, { optional: true }),
      field('date', t('followUps.date'), { type: 'datepicker' }, { optional: true }),
    ],
  }
}

function leftLine(words: Words, used: number, { workspace: { settings } }: At): string {
  return words.t('followUps.left', { left: snoozesLeft(used, settings), limit: settings.snoozeLimit })
}

/** What the rule of snoozing reads of a duty. */
export const snoozingOf = ({ duty, rep }: Changeable, now: Date): Snoozing => ({
  rule: duty.rule,
  used: duty.snoozes,
  now,
  zone: rep.zone,
  cal: rep.cal,
})

/** The usual times with the day each means, each day once: on a Friday tomorrow is Monday. */
function times(words: Words, known: Changeable, { now, today, workspace }: At): PlainTextOption[] {
  const shown = new Set<string>()
  return SNOOZES.flatMap((to) => {
    const snoozed = snooze(to, snoozingOf(known, now), workspace.settings)
    const when = snoozedWhen(words, snoozed, known.rep.zone, today)
    if (shown.has(when)) return []
    shown.add(when)
    return [option(words.t(`followUps.${timeKey(to, snoozed, today)}`, { when }), to)]
  })
}

function timeKey(to: (typeof SNOOZES)[number], { until, at }: Snoozed, today: Day) {
  if (to === 'next-monday' || at) return to
  return until === addDays(today, 1) ? 'tomorrow' : 'nextDay'
}

/** `14:05`, or the day. */
const snoozedWhen = (words: Words, { until, at }: Snoozed, zone: string, today: Day): string =>
  at ? words.time(at, zone) : words.day(until, today)

/** Until when it was put off, and how often is left. */
export function snoozedAnswer(
  words: Words,
  known: Changeable,
  snoozed: Snoozed,
  at: At,
  undoId: number,
): Said {
  const { account, rule } = nameOf(known)
  const text = words.t('followUps.snoozed', {
    account: verbatim(account, 80),
    duty: words.t(`rules.${rule}`),
    when: snoozedWhen(words, snoozed, known.rep.zone, at.today),
  })
  const rest = context(leftLine(words, known.duty.snoozes + 1, at))
  return { text, blocks: [section(text), rest, undoOf(words, undoId)] }
}

/** Undo of any act; its listener answers and has the rows of the morning message follow. */
export const undoButton = (words: Words, undoId: number): Button =>
  button('interactions.undo', words.t('undo.button'), String(undoId))

const undoOf = (words: Words, undoId: number): ActionsBlock =>
  actions(`logged.undo-${undoId}`, undoButton(words, undoId))

/** The modal of Hand over. */
export function handOverModal(words: Words, known: Changeable, from: From = {}): ModalView {
  const { t } = words
  const people = { type: 'users_select' as const }
  return {
    type: 'modal',
    callback_id: 'follow-ups.hand-over',
    private_metadata: seenOf(known, from),
    title: plain(t('followUps.handOverTitle'), 24),
    submit: plain(t('followUps.handOver'), 24),
    close: plain(t('followUps.cancel'), 24),
    blocks: [
      section(named(words, nameOf(known))),
      field('to', t('followUps.to'), people, { hint: t('followUps.toHint') }),
    ],
  }
}

/** Who has the duty now. */
export function handedOverAnswer(words: Words, known: Changeable, to: string, undoId: number): Said {
  const { account, rule } = nameOf(known)
  const duty = words.t(`rules.${rule}`)
  const text = words.t('followUps.handedOver', { account: verbatim(account, 80), duty, who: mention(to) })
  return { text, blocks: [section(text), undoOf(words, undoId)] }
}

/** What a manager reads of a duty that cannot be put off again. */
export function putOffForGoodLine(
  words: Words,
  { account, rule }: Named,
  { who, times, day, today }: { who: string; times: number; day: Day; today: Day },
): string {
  const what = { account: verbatim(account, 80), duty: words.t(`rules.${rule}`) }
  return words.t('followUps.putOffForGood', { ...what, who: mention(who), times, day: words.day(day, today) })
}

/** What the receiver of a duty is told. */
export function handedOverLine(words: Words, { account, rule }: Named, by: string, on: Day): string {
  const what = { account: verbatim(account, 80), duty: words.t(`rules.${rule}`) }
  return words.t('followUps.told', { ...what, who: mention(by), day: words.day(on) })
}
