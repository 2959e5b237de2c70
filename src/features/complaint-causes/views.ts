import { CAUSES, isRepeat, type Repeats, type UsualCause } from '../../care/complaint-cause.ts'
import type { Settings } from '../../care/settings.ts'
import { type Words, wordsFor } from '../../words/words.ts'
import type { Cause } from './queries.ts'

/** What a cause is called; as its people wrote it where it is their own. */
export const causeName = ({ t }: Words, { key, name }: Pick<Cause, 'key' | 'name'>): string =>
  key ? t(`complaintReviews.causes.${key}`) : (name ?? '')

/** The usual cause that somebody wrote out, in either language. */
export function usualCalled(name: string): UsualCause | undefined {
  const written = name.trim().toLowerCase()
  const both = [wordsFor('en'), wordsFor('zh-CN')]
  return CAUSES.find((key) =>
    both.some((words) => causeName(words, { key, name: null }).toLowerCase() === written),
  )
}

type Limits = Pick<Settings, 'repeatDays' | 'repeatAccounts' | 'repeatAccountsDays'>

/** That a cause came up before: at the same customer, and at how many. */
export function repeatLines({ t }: Words, repeats: Repeats, limits: Limits): string[] {
  const { same, accounts } = repeats
  if (!isRepeat(repeats, limits)) return []
  const { repeatDays, repeatAccounts, repeatAccountsDays } = limits
  return [
    ...(same > 0 ? [t('complaintReviews.repeatHere', { count: same, days: repeatDays })] : []),
    ...(accounts >= repeatAccounts
      ? [t('complaintReviews.repeatAround', { count: accounts, days: repeatAccountsDays })]
      : []),
  ]
}
