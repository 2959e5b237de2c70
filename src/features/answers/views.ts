import type { Button, KnownBlock } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import type { FeedbackKind } from '../../care/feedback.ts'
import { button, context, plain, section } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Answer } from './queries.ts'

/** `NPS 4`, `a referral`. */
export const answerName = (
  { t, number }: Words,
  { kind, score }: { kind: FeedbackKind; score: number | null },
): string => t(`feedback.kinds.${kind}`, { score: number(score ?? 0) })

/** The last answers as a card shows them; whoever recorded one may delete it. */
export function answerBlocks(
  words: Words,
  answers: readonly Answer[],
  readerId: string,
  today: Day,
): KnownBlock[] {
  if (answers.length === 0) return []
  return [
    context(`*${words.t('feedback.last')}*`),
    ...answers.map((answer): KnownBlock => {
      const line = section(
        words.t('feedback.line', {
          day: words.day(answer.givenOn, today),
          what: answerName(words, answer),
          who: verbatim(answer.member ?? answer.memberId, 60),
        }),
      )
      return answer.memberId === readerId ? { ...line, accessory: removeButton(words, answer.id) } : line
    }),
  ]
}

function removeButton({ t }: Words, id: number): Button {
  const confirm = {
    title: plain(t('feedback.removeTitle'), 100),
    text: plain(t('feedback.removeText'), 300),
    confirm: plain(t('feedback.remove'), 30),
    deny: plain(t('accounts.cancel'), 30),
    style: 'danger' as const,
  }
  return button('feedback.remove', t('feedback.remove'), String(id), { confirm })
}
