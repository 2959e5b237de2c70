import type { SectionBlock } from '@slack/types'
import { section } from '../../slack/blocks.ts'
import { verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { causeName } from '../complaint-causes/views.ts'
import type { RepeatedCause } from './queries.ts'

/** The causes that came up again, for the weekly message; nothing where none did. */
export function repeatsSection(words: Words, repeats: readonly RepeatedCause[]): SectionBlock | false {
  if (repeats.length === 0) return false
  const rows = repeats.map((one) => `• ${repeatRow(words, one)}`)
  return section([`*${words.t('complaintReviews.weekly')}*`, ...rows].join('\n'))
}

function repeatRow(words: Words, { complaints, customers, names, ...cause }: RepeatedCause): string {
  const { t } = words
  const shown = words.list(names.map((name) => verbatimWithin(name, 60)))
  return t('complaintReviews.weeklyRow', {
    cause: verbatimWithin(causeName(words, cause), 80),
    complaints: t('complaintReviews.complaints', { count: complaints }),
    customers: t('complaintReviews.customers', { count: customers }),
    names: customers > names.length ? `${shown} …` : shown,
  })
}
