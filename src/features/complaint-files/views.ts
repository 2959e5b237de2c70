import { dayIn, hourIn } from '../../care/calendar.ts'
import { decimalMoney } from '../../care/money.ts'
import type { Words } from '../../words/words.ts'
import type { Naming } from '../complaint-card/views.ts'
import { causeName } from '../complaint-causes/views.ts'
import type { History } from '../complaint-history/queries.ts'
import { happened } from '../complaint-history/views.ts'
import { saidOf } from '../complaint-outcome/views.ts'
import { offerText } from '../complaint-steps/views.ts'
import type { Complaint } from '../complaints/queries.ts'

interface Reader {
  words: Words
  /** IANA name. */
  zone: string
}

/** One line of the file; what is not there is empty. */
interface Cells {
  at: Date
  what: string
  round: number
  who?: string | undefined
  words?: string | undefined
  due?: string | undefined
  met?: Date | null | undefined
  ran?: Date | null | undefined
  amount?: number | null | undefined
  currency?: string | null | undefined
}

/** The whole history of a complaint as rows of a file, its columns first: by when it happened, times where the reader is. */
export function historyRows(complaint: Complaint, history: History, { words, zone }: Reader): string[][] {
  const naming: Naming = { text: (text) => text, member: (id) => history.names.get(id) ?? id }
  const time: Time = (at) => (at ? `${dayIn(zone, at)} ${hourIn(zone, at)}` : '')
  const rows: Cells[] = [
    ...intakeRows(complaint, history, words),
    ...happened(history, words, naming).map(({ text, ...entry }) => ({ ...entry, what: text })),
    ...dutyRows(history, words),
    ...saidRows(history, words),
    ...clockRows(history, words, time),
    ...reviewRows(complaint, history, words),
  ]
  const columns = columnsOf(zone, words, time)
  const sorted = rows.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  return [columns.map(([name]) => name), ...sorted.map((row) => columns.map(([, cell]) => cell(row)))]
}

type Time = (at: Date | null | undefined) => string

function columnsOf(zone: string, { t }: Words, time: Time) {
  const columns: readonly [string, (row: Cells) => string][] = [
    [t('complaintHistory.columns.at', { zone }), ({ at }) => time(at)],
    [t('complaintHistory.columns.round'), ({ round }) => String(round)],
    [t('complaintHistory.columns.what'), ({ what }) => what],
    [t('complaintHistory.columns.who'), ({ who = '' }) => who],
    [t('complaintHistory.columns.words'), ({ words: said = '' }) => said],
    [t('complaintHistory.columns.due'), ({ due = '' }) => due],
    [t('complaintHistory.columns.met'), ({ met }) => time(met)],
    [t('complaintHistory.columns.ran'), ({ ran }) => time(ran)],
    [
      t('complaintHistory.columns.amount'),
      ({ amount, currency }) => (amount != null && currency ? decimalMoney(amount, currency) : ''),
    ],
    [t('complaintHistory.columns.currency'), ({ currency }) => currency ?? ''],
  ]
  return columns
}

function clockRows({ clocks, names }: History, { t }: Words, time: Time): Cells[] {
  return clocks.map(({ clock, round, startedAt, dueAt, metAt, metBy, breachedAt }) => ({
    at: startedAt,
    round,
    what: t('complaintHistory.clock', { clock: t(`complaints.clocks.${clock}`) }),
    who: metBy ? (names.get(metBy) ?? metBy) : '',
    due: time(dueAt),
    met: metAt,
    ran: breachedAt,
  }))
}

function intakeRows(complaint: Complaint, { names }: History, { t }: Words): Cells[] {
  const { receivedAt: at, openedBy, facts, feelings, needs, severity, channel } = complaint
  const common = { at, round: 1, who: names.get(openedBy) ?? openedBy }
  const told = [
    [t('complaints.account'), complaint.account],
    [t('complaints.channel'), t(`channels.${channel}`)],
    [t('complaints.severity'), t(`complaints.severities.${severity}`)],
    [t('complaints.facts'), facts],
    [t('complaints.feelings'), feelings],
    [t('complaints.needs'), needs],
  ] as const
  return told.map(([what, words]) => ({ ...common, what, words }))
}

/** The duties with their words, and what a manager said of an offer. */
function dutyRows({ duties, names }: History, words: Words): Cells[] {
  const { t } = words
  return duties.flatMap((one, i) => {
    const { duty, round, doneAt, doneBy, whoId, byOn, amount, currency, approval, approverId } = one
    const chosen = duty === 'compensate' ? [offerText({ ...one, amount: null }, words)] : []
    const acting = whoId && byOn ? [names.get(whoId) ?? whoId] : []
    const done: Cells = {
      at: doneAt,
      round,
      what: [t(`complaints.duties.${duty}`), ...chosen, ...acting].join(' · '),
      who: names.get(doneBy) ?? doneBy,
      words: one.words,
      due: byOn ?? '',
      amount,
      currency,
    }
    // What was put right kept its approval: that was given once.
    const isKept = duties
      .slice(0, i)
      .some((other) => other.approvedAt?.getTime() === one.approvedAt?.getTime())
    if (!one.approvedAt || !approverId || isKept) return [done]
    const what = t(approval === 'rejected' ? 'complaintHistory.rejected' : 'complaintHistory.approved')
    const who = names.get(approverId) ?? approverId
    return [done, { at: one.approvedAt, round, what, who, words: one.approvalWords }]
  })
}

/** What the customer was given, what they said of it, and when they were waited for. */
function saidRows({ solutions, said, waits, names }: History, words: Words): Cells[] {
  const { t } = words
  return [
    ...solutions.map(({ givenAt: at, round, givenBy, words: told, byOn }) => ({
      at,
      round,
      what: t('complaints.acts.solve'),
      who: names.get(givenBy) ?? givenBy,
      words: told,
      due: byOn,
    })),
    ...said.map(({ saidAt: at, round, kind, recordedBy, words: told, ...verdict }) => ({
      at,
      round,
      what:
        kind === 'attempt'
          ? t('complaintHistory.attempt')
          : [t('complaints.acts.verdict'), saidOf(words, verdict)].join(' · '),
      who: names.get(recordedBy) ?? recordedBy,
      words: told,
    })),
    ...waits.map(({ from: at, to: met, round }) => ({ at, round, what: t('complaints.acts.wait'), met })),
  ]
}

function reviewRows(complaint: Complaint, { names }: History, words: Words): Cells[] {
  const { t } = words
  const { draftedAt, draftedBy, cause, causeWords, improvement, toldOn, round } = complaint
  if (!draftedAt || !draftedBy) return []
  const common = { at: draftedAt, round, who: names.get(draftedBy) ?? draftedBy }
  const named = cause ? causeName(words, cause) : ''
  return [
    { ...common, what: t('complaintHistory.cause'), words: [named, causeWords].filter(Boolean).join(' – ') },
    { ...common, what: t('complaintHistory.improvement'), words: improvement },
    ...(toldOn ? [{ ...common, what: t('complaintHistory.toldOn'), words: toldOn }] : []),
  ]
}
