import type { ModalView } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { field, section } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { frame } from '../account-history/views.ts'

/** Records what an account bought. */
export function orderModal(
  words: Words,
  account: { id: number; name: string; channel: string | undefined },
  currency: string,
  today: Day,
): ModalView {
  const { t } = words
  return {
    ...frame(words, 'orders.record', t('orders.title'), t('orders.record')),
    private_metadata: JSON.stringify({ account: account.id, channel: account.channel }),
    blocks: [
      section(`*${verbatim(account.name)}*`),
      field('amount', t('orders.amount'), { type: 'plain_text_input' }, { hint: t('orders.amountHint') }),
      field('currency', t('orders.currency'), { type: 'plain_text_input', initial_value: currency }),
      field('date', t('orders.date'), { type: 'datepicker', initial_date: today }),
      field(
        'number',
        t('orders.number'),
        { type: 'plain_text_input' },
        { optional: true, hint: t('orders.numberHint') },
      ),
    ],
  }
}
