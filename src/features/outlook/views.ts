import type { Day } from '../../care/calendar.ts'
import type { Key, Words } from '../../words/words.ts'
import type { Coming, Outlook } from './queries.ts'

/** `key, every 14 days`. */
function whyLine(words: Words, coming: Coming): string {
  const { needs, tier, every } = coming
  if (every === null) return dutyName(words, coming)
  const key = every === 1 ? 'log.everyDay' : needs === 'visit' ? 'log.everyVisit' : 'log.every'
  return words.t(key, { tier: words.t(`tiers.${tier}`), days: every })
}

/** What is still to do, what is next, and when the rhythm goes on or that it rests; a line each. */
export function outlookLines(words: Words, { due, next, after, quiet }: Outlook, today: Day): string[] {
  const line = (key: Key, coming: Coming): string =>
    words.t(key, { day: words.day(coming.on, today), why: whyLine(words, coming) })
  return [
    ...(due.length > 0 ? [words.t('log.due', { duties: words.list(due.map(dueName(words))) })] : []),
    ...(next ? [line('log.next', next)] : quiet ? [] : [words.t('log.nothingNext')]),
    ...(after ? [line('log.after', after)] : []),
    ...(quiet ? [words.t('log.quiet')] : []),
  ]
}

const dueName =
  (words: Words) =>
  (coming: Coming): string => {
    const duty = dutyName(words, coming)
    return coming.needs === 'visit' ? words.t('log.dueVisit', { duty }) : duty
  }

const dutyName = (words: Words, { rule, afterComplaint }: Coming): string =>
  words.t(afterComplaint ? 'reasons.touchAfter' : `rules.${rule}`)
