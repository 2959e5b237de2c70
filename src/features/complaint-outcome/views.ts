import { type Day, dayIn } from '../../care/calendar.ts'
import { mention, verbatim, verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { causeName, repeatLines } from '../complaint-causes/views.ts'
import type { Complaint } from '../complaints/queries.ts'

/** Of what somebody wrote a card shows so many characters, in at most so many units of JSON: three fill a section. */
export const written = (text: string): string => verbatimWithin(text, 900, 600)

interface Reader {
  words: Words
  /** IANA name. */
  zone: string
  now: Date
}

/** What a customer was given and what they said of it, how the complaint was closed, and what came of it. */
export function outcomeLines(complaint: Complaint, { words, zone, now }: Reader): string[] {
  const today = dayIn(zone, now)
  const lines = [
    solutionLine(complaint, words, today),
    verdictLine(complaint, words),
    attemptLine(complaint, words, today),
    closingLine(complaint, words, { zone, today }),
  ]
  return lines.filter((line) => line !== null)
}

function solutionLine({ solution }: Complaint, words: Words, today: Day): string | null {
  if (!solution) return null
  const day = words.day(solution.byOn, today)
  return words.t('complaints.solution', { words: written(solution.words), day })
}

/** The last verdict, also where it was one on an earlier solution. */
function verdictLine({ verdicts }: Complaint, { t }: Words): string | null {
  const heard = verdicts.findLast(({ kind }) => kind === 'verdict')
  if (!heard) return null
  const solved = t(heard.solved ? 'complaints.solvedYes' : 'complaints.solvedNo')
  const said = t('complaints.verdict', { solved, score: heard.satisfaction ?? '–' })
  return heard.words === '' ? said : `${said}\n> ${written(heard.words)}`
}

function attemptLine({ verdicts, round }: Complaint, words: Words, today: Day): string | null {
  const tries = verdicts.filter((one) => one.kind === 'attempt' && one.round === round)
  if (tries.length === 0) return null
  const days = words.list(tries.map(({ saidOn }) => words.day(saidOn, today)))
  return words.t('complaints.attempts', { count: tries.length, days })
}

function closingLine(
  { closedAt, closedBy, closedHow }: Complaint,
  words: Words,
  { zone, today }: { zone: string; today: Day },
): string | null {
  if (!closedAt || !closedBy || !closedHow) return null
  const day = words.day(dayIn(zone, closedAt), today)
  return words.t(`complaintVerdicts.closings.${closedHow}`, { day, who: mention(closedBy) })
}

/** What a customer said of a solution, as an event has it; empty for any other event. */
export function saidOf({ t }: Words, detail: Record<string, unknown>): string {
  const { solved, satisfaction } = detail
  if (typeof solved !== 'boolean' || typeof satisfaction !== 'number') return ''
  const answer = t(solved ? 'complaints.solvedYes' : 'complaints.solvedNo')
  return t('complaintVerdicts.said', { solved: answer, score: satisfaction })
}

/** Why it came about and what is better since; what is missing until it is reviewed; whether the cause came up before. */
export function reviewLines(complaint: Complaint, { words, zone, now }: Reader): string[] {
  const { t } = words
  const today = dayIn(zone, now)
  const { cause, causeWords, improvement, toldOn, reviewedAt, reviewedBy, repeats } = complaint
  const missing = missingLine(complaint, words)
  const name = cause && verbatim(causeName(words, cause), 60)
  const why = causeWords === '' ? '' : ` – ${written(causeWords)}`
  const reviewed = reviewedAt && reviewedBy && { day: words.day(dayIn(zone, reviewedAt), today) }
  return [
    ...(name ? [`${t('complaintReviews.causeIs', { cause: name })}${why}`] : []),
    ...(improvement === '' ? [] : [t('complaintReviews.improvementIs', { words: written(improvement) })]),
    ...(toldOn ? [t('complaintReviews.toldIs', { day: words.day(toldOn, today) })] : []),
    ...(reviewed ? [t('complaintReviews.reviewed', { ...reviewed, who: mention(reviewedBy) })] : []),
    ...(missing ? [missing] : []),
    ...(repeats ? repeatLines(words, repeats, repeats) : []),
  ]
}

/** What a closed complaint’s review lacks; null where nothing is asked for. */
export function missingLine(
  { closedAt, closedHow, reviewedAt, cause, improvement, toldOn }: Complaint,
  { t, list }: Words,
): string | null {
  if (!closedAt || closedHow === 'withdrawn' || reviewedAt) return null
  const parts = [
    ...(cause ? [] : [t('complaintReviews.lacksCause')]),
    ...(improvement === '' ? [t('complaintReviews.lacksImprovement')] : []),
    ...(toldOn ? [] : [t('complaintReviews.lacksTold')]),
  ]
  return t('complaintReviews.missing', { parts: list(parts) })
}
