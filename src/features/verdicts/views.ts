import type { KnownBlock, ModalView } from '@slack/types'
import { addDays, type Day, dayIn } from '../../care/calendar.ts'
import type { Solving } from '../../care/answer.ts'
import { type Off, type Verdict, YOUNGEST_DAYS } from '../../care/churn.ts'
import type { Values } from '../../care/errors.ts'
import { LEAST_BUYERS } from '../../care/mbg-nbd.ts'
import type { Settings } from '../../care/settings.ts'
import { divider, plain, section, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { evidenceValues } from '../evidence/views.ts'
import type { Explained } from './queries.ts'

/** Who asks, and when. */
interface Asking {
  reader: { words: Words; zone: string }
  today: Day
  now: Date
  workspace: { currency: string; settings: Settings }
}

/** ⋯ → Why on a card. */
export function verdictModal(name: string, explained: Explained, by: Asking): ModalView {
  const { t } = by.reader.words
  return {
    type: 'modal',
    title: plain(t('why.title'), 24),
    close: plain(t('why.close'), 24),
    blocks: [section(`*${verbatim(name, 150)}*`), ...verdictBlocks(explained, by)],
  }
}

/** What each rule says of the customer today, with its number and its limit, and what mutes or delays a notice. */
export function verdictBlocks(explained: Explained, by: Asking): KnownBlock[] {
  const { t } = by.reader.words
  const { said } = explained
  const holding = said.filter(({ holds }) => holds).length
  const signs = said.map((verdict) => `• ${verdictLine(verdict, explained, by)}`)
  const notes = noteLines(explained, by).map((line) => `• ${line}`)
  const head = t('verdicts.title', { count: holding, of: said.length })
  return stack(
    divider(),
    signs.length > 0 && section([`*${head}*`, ...signs].join('\n')),
    notes.length > 0 && section([`*${t('verdicts.notices')}*`, ...notes].join('\n')),
  )
}

function verdictLine(verdict: Verdict, explained: Explained, by: Asking): string {
  const { words } = by.reader
  const state = verdict.holds ? 'holds' : verdict.evidence['off'] ? 'off' : 'no'
  const rule = words.t(`warnings.rules.${verdict.rule}`)
  return words.t(`verdicts.${state}`, { rule, reason: figureText(verdict, explained, by) })
}

/** The rule's figure beside its limit, as this workspace has set it. */
function figureText(verdict: Verdict, explained: Explained, by: Asking): string {
  const { words } = by.reader
  const { rule, evidence } = verdict
  const off = evidence['off'] as Off | undefined
  if (off) return offText(off, explained, words)
  if (rule === 'gap' && evidence['days'] === null) return words.t('verdicts.none.gap')
  if (rule === 'unhappy' && evidence['score'] === null) return words.t('verdicts.none.unhappy')
  if (rule === 'opted-out' && !verdict.holds) return words.t('verdicts.none.opted-out')
  const values = { ...limitsOf(by.workspace.settings), ...evidenceValues(words, evidence, by.today) }
  const solving = evidence['solving'] as Solving | undefined
  return solving ? solvingText(words, solving, values) : words.t(`verdicts.${rule}`, values)
}

/** What they said of a complaint’s solution, where that was their last answer. */
function solvingText(words: Words, solving: Solving, values: Values): string {
  const { t } = words
  const solved = t(solving === 'unsolved' ? 'complaints.solvedNo' : 'complaints.solvedYes')
  const said = t('complaintVerdicts.said', { ...values, solved })
  return t('verdicts.unhappyVerdict', { ...values, said })
}

const limitsOf = (settings: Settings) => ({
  percent: settings.rhythmPercent,
  share: settings.fewerOrdersPercent,
  least: settings.fewerOrdersLeast,
  attempts: settings.slowReplies,
  worst: settings.unhappyScore,
  enough: settings.satisfiedFrom,
  lasts: settings.unhappyDays,
})

/** Without a model, or for who is too new, the own rhythm says nothing, and why. */
function offText(off: Off, { fit }: Explained, words: Words): string {
  if (off === 'no-model' && fit?.whyNot)
    return words.t(`model.orders.${fit.whyNot}`, { customers: fit.customers, least: LEAST_BUYERS })
  return words.t(`verdicts.offs.${off}`, { days: YOUNGEST_DAYS })
}

/** What there is of a notice, and what mutes or delays it. */
function noteLines(explained: Explained, by: Asking): string[] {
  const { t } = by.reader.words
  if (explained.retiredAt) return [t('verdicts.retired')]
  const { mutedSince } = explained
  const day = mutedSince && by.reader.words.day(dayIn(by.reader.zone, mutedSince), by.today)
  const muted = day ? [t('clockRows.mutedNotice', { day })] : []
  const lines = explained.warningId
    ? [openLine(explained, by), ...delayLines(explained, by)]
    : [t('verdicts.quiet'), ...(isNext(explained) ? [t('verdicts.soon')] : [])]
  return [...muted, ...lines, ...endedLines(explained, by), ...awayLines(explained, by)]
}

function openLine({ level, openedOn, atStake }: Explained, by: Asking): string {
  const { words } = by.reader
  return words.t('verdicts.open', {
    day: openedOn ? words.day(openedOn, by.today) : '',
    way: words.t(`warnings.levels.${level ?? 'quiet'}`),
    amount: words.money(atStake ?? 0, by.workspace.currency),
  })
}

function delayLines(explained: Explained, { reader, today, now, workspace: { settings } }: Asking): string[] {
  const { words, zone } = reader
  const { t } = words
  const { ahead, backlog, optedOut, quietSince, snoozedUntil, snoozes, step } = explained
  const day = (date: Day): string => words.day(date, today)
  const lines = [
    ahead !== null && t('verdicts.waiting', { most: settings.backlogPerDay, ahead }),
    backlog &&
      ahead === null &&
      step === 'contact' &&
      t('verdicts.backlog', { days: settings.unhurriedDays }),
    optedOut && step === 'contact' && t('verdicts.optedOut', { days: settings.unhurriedDays }),
    quietSince &&
      t('verdicts.fading', { day: day(quietSince), next: day(addDays(quietSince, settings.fadeDays)) }),
    snoozedUntil &&
      snoozedUntil > now &&
      t('verdicts.snoozed', {
        day: day(dayIn(zone, snoozedUntil)),
        used: snoozes ?? 0,
        limit: settings.snoozeLimit,
      }),
  ]
  return lines.filter((line) => typeof line === 'string')
}

/** How a case ended that had the same evidence: it opens no second one (care-rules §4.1). */
function endedLines({ said, endings, warningId }: Explained, { reader, today }: Asking): string[] {
  if (warningId) return []
  const { words, zone } = reader
  return said.flatMap(({ rule, key, holds }) => {
    const ended = holds && endings.find((one) => one.rule === rule && one.key === key)
    if (!ended) return []
    return [
      words.t(ended.who ? 'verdicts.endedBy' : 'verdicts.ended', {
        rule: words.t(`warnings.rules.${rule}`),
        day: words.day(dayIn(zone, ended.at), today),
        how: words.t(`warnings.endings.${ended.how}`),
        who: verbatim(ended.who ?? '', 60),
      }),
    ]
  })
}

/** A sign that opens a case at the next daily look. */
const isNext = ({ said, endings }: Explained): boolean =>
  said.some(
    ({ rule, key, holds }) =>
      holds && rule !== 'opted-out' && !endings.some((one) => one.rule === rule && one.key === key),
  )

function awayLines({ away, ownerId }: Explained, { reader: { words }, today }: Asking): string[] {
  if (!ownerId) return [words.t('verdicts.nobody')]
  if (!away) return []
  const values = { who: verbatim(away.name, 60), day: words.day(away.until, today) }
  return [
    away.standIn
      ? words.t('verdicts.standIn', { ...values, other: verbatim(away.standIn, 60) })
      : words.t('verdicts.away', values),
  ]
}
