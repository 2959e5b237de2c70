import type { Rule } from '../../care/cadence.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import { type Clock, isClock } from '../../care/complaint.ts'
import type { OpeningHours } from '../../care/opening-hours.ts'
import type { Settings } from '../../care/settings.ts'
import { printStretches } from '../../care/workspace-calendar.ts'
import type { Words } from '../../words/words.ts'
import { waitedFor } from '../complaint-steps/views.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { ClockFacts } from './queries.ts'

interface Reading {
  words: Words
  today: Day
  /** IANA name. */
  zone: string
  now: Date
  /** Makes text from people safe for where it goes. */
  quote: (text: string) => string
}

/** Which clock runs and until when, where the reader is, of what severity, and what happened; null for what is no clock. */
export function clockReason(facts: ClockFacts & { rule: Rule }, reading: Reading): string | null {
  const { rule, clockDueAt, severity, complaintFacts, clockApprovers } = facts
  if (!isClock(rule) || severity === null) return null
  const { words, now, quote } = reading
  const clock = words.t(`complaints.clocks.${rule}`)
  const head = clockDueAt
    ? words.t(clockDueAt < now ? 'clockRows.late' : 'clockRows.by', {
        clock,
        due: hourOrDay(clockDueAt, reading),
      })
    : clock
  const severe = words.t('clockRows.severity', { severity: words.t(`complaints.severities.${severity}`) })
  const parts = [head, severe, ...(clockApprovers ? [approvalText(clockApprovers, words)] : [])]
  return `${parts.join(' · ')}\n${quote(complaintFacts ?? '')}`
}

/** Of the name of whoever is waited for a row shows so much. */
const NAMED = 30

function approvalText(approvers: readonly { name: string }[], words: Words): string {
  const who = waitedFor(approvers, words, NAMED)
  return who === null ? words.t('clockRows.approval') : words.t('clockRows.approvalBy', { who })
}

/** The hour for something of today, else the day with it. */
export const hourOrDay = (
  instant: Date,
  { words, zone, today }: Pick<Reading, 'words' | 'zone' | 'today'>,
): string => (dayIn(zone, instant) === today ? words.time(instant, zone) : words.moment(instant, zone))

interface Explained {
  complaint: Complaint
  hours: OpeningHours
  settings: Settings
}

/** What a clock asks for, from when until when it runs, by which calendar, and what stopped it (care-rules §5, §5.3). */
export function clockWhy(
  rule: Clock,
  { complaint, hours, settings }: Explained,
  reading: Omit<Reading, 'quote'>,
): string[] {
  const { words, now } = reading
  const at = (instant: Date): string => hourOrDay(instant, reading)
  const clock = complaint.clocks.findLast((one) => one.clock === rule)
  const stood = rule === 'solution' ? complaint.waits.filter(({ round }) => round === clock?.round) : []
  return [
    ruleText(rule, settings, words),
    ...(clock?.dueAt
      ? [words.t('clockRows.started', { started: at(clock.startedAt), due: at(clock.dueAt) })]
      : []),
    calendarText(rule, complaint.severity === 'high', hours, words),
    ...stood.map(({ from, to }) => words.t('clockRows.stood', { from: at(from), to: at(to ?? now) })),
    words.t('clockRows.noSnooze'),
  ]
}

function ruleText(rule: Clock, settings: Settings, { t }: Words): string {
  const texts: Record<Clock, string> = {
    respond: t('clockRows.why.respond', { minutes: settings.respondMinutes }),
    contact: t('clockRows.why.contact', { minutes: settings.contactMinutes }),
    solution: t('clockRows.why.solution', { withinHours: settings.solutionHours }),
    'follow-up': t('clockRows.why.follow-up', { days: settings.verdictDays }),
    review: t('clockRows.why.review', { days: settings.reviewDays }),
  }
  return texts[rule]
}

// 1 January 2024 was a Monday.
const nameOf = (words: Words, at: number): string => words.weekday(`2024-01-0${at + 1}` as Day)

function calendarText(rule: Clock, isSevere: boolean, { zone, week }: OpeningHours, words: Words): string {
  if (rule === 'follow-up' || rule === 'review') return words.t('clockRows.days', { zone })
  if (!week) return words.t('clockRows.around')
  if (isSevere) return words.t('clockRows.severe')
  const open = week.flatMap((stretches, at) =>
    stretches.length > 0 ? [`${nameOf(words, at)} ${printStretches(stretches)}`] : [],
  )
  return `${words.t('clockRows.open', { zone })} ${open.join(' · ')}`
}
