import type { ModalView } from '@slack/types'
import { type Day, dayIn } from '../../care/calendar.ts'
import { actions, button, context, plain, section, stack } from '../../slack/blocks.ts'
import { mention, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { eventText, type Naming } from '../complaint-card/views.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { History } from './queries.ts'

interface Reader {
  words: Words
  /** IANA name. */
  zone: string
}

/** A modal holds so many lines; a file has all. */
const LINES = 300
/** Of a section's 3000 characters. */
const SECTION = 2800

/** Who did what when, and who was told, in the order in which it happened. */
export function historyModal(
  complaint: Complaint,
  history: History,
  { words, zone }: Reader,
  today: Day,
): ModalView {
  const { t } = words
  const naming: Naming = { text: (text) => verbatim(text, 60), member: mention }
  const all = happened(history, words, naming)
  const shown = all.slice(-LINES).map(({ at, text }) => {
    return t('complaintHistory.line', { when: whenText(at, today, { words, zone }), text })
  })
  const left = all.length - shown.length
  return {
    type: 'modal',
    title: plain(t('complaintHistory.history'), 24),
    close: plain(t('why.close'), 24),
    blocks: stack(
      section(t('complaintHistory.of', { account: verbatim(complaint.account, 150) })),
      left > 0 && context(t('complaintHistory.earlier', { count: left })),
      ...packed(shown).map((text) => section(text)),
      actions('history', button('complaints.export', t('complaintHistory.export'), String(complaint.id))),
    ),
  }
}

/** With the year where it is another one. */
const whenText = (at: Date, today: Day, { words, zone }: Reader): string => {
  const on = dayIn(zone, at)
  const isThisYear = on.slice(0, 4) === today.slice(0, 4)
  return isThisYear ? words.moment(at, zone) : `${words.day(on, today)} ${words.time(at, zone)}`
}

interface Entry {
  at: Date
  text: string
  round: number
  who: string
}

/** What happened, and who was told of a clock. */
export function happened({ events, told, names }: History, words: Words, naming: Naming): Entry[] {
  const acts = events.map(({ at, act, round, memberId, detail }) => {
    const who = memberId && (names.get(memberId) ?? memberId)
    const event = { act, who, detail: detail as Record<string, unknown> }
    return { at, round, who: who ?? '', text: eventText(event, words, naming) }
  })
  const nudges = told.map(({ at, round, kind, clock, memberId }) => {
    const who = names.get(memberId) ?? memberId
    const values = { who: naming.text(who), clock: words.t(`complaints.clocks.${clock}`) }
    return { at, round, who, text: words.t(`complaintHistory.told.${kind}`, values) }
  })
  return [...acts, ...nudges].toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** Lines in as few texts as a section each holds. */
function packed(lines: readonly string[]): string[] {
  const texts: string[] = []
  for (const line of lines) {
    const last = texts.at(-1)
    if (last !== undefined && last.length + line.length < SECTION)
      texts[texts.length - 1] = `${last}\n${line}`
    else texts.push(line)
  }
  return texts
}
