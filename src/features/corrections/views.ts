import type { ModalView } from '@slack/types'
import { type Day, hourIn } from '../../care/calendar.ts'
import { actions } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Contact } from '../accounts/queries.ts'
import { answer, dutyNames, logButtons } from '../interactions/views.ts'
import { logModal } from '../log-call/views.ts'
import { outlookLines } from '../outlook/views.ts'
import type { Corrected, Edited, Written } from './queries.ts'

/** The log's modal with what was written down. */
export function editModal(
  words: Words,
  written: Written & { nextDate: Day | null; contacts: readonly Contact[] },
  { zone, channel }: { zone: string; channel: string | undefined },
): ModalView {
  const draft = {
    ...written,
    account: { id: written.accountId, name: written.account },
    when: written.occurredOn,
    time: hourIn(zone, written.occurredAt),
  }
  return logModal(words, draft, { interaction: written.id, ...(channel && { channel }) })
}

/** How things stand after a log was changed. */
export function editedAnswer(words: Words, edited: Edited, id: number, today: Day): Said {
  const { closed } = edited
  const lines = [
    words.t('corrections.changed', { account: verbatim(edited.account, 80) }),
    ...(closed.length > 0 ? [words.t('log.closed', { duties: dutyNames(words, closed) })] : []),
    ...standing(words, edited, today),
  ]
  return answer(lines, actions(`logged.${id}`, ...logButtons(words, id)))
}

/** How things stand after a log was deleted. */
export const removedAnswer = (words: Words, corrected: Corrected, today: Day): Said =>
  answer([
    words.t('corrections.removed', { account: verbatim(corrected.account, 80) }),
    ...standing(words, corrected, today),
  ])

/** When the reminder comes that was asked for after an attempt. */
export const remindedAnswer = (words: Words, { account }: Written, on: Day, today: Day): Said =>
  answer([words.t('log.reminded', { account: verbatim(account, 80), day: words.day(on, today) })])

/** What is open again, still to do and next. */
export const standing = (words: Words, corrected: Corrected, today: Day): string[] => [
  ...(corrected.reopened.length > 0
    ? [words.t('log.reopened', { duties: dutyNames(words, corrected.reopened) })]
    : []),
  ...outlookLines(words, corrected, today),
]
