import type { KnownBlock } from '@slack/types'
import { LEAST_BUYERS } from '../../care/mbg-nbd.ts'
import { context } from '../../slack/blocks.ts'
import { chart, type Picture, without } from '../../slack/charts.ts'
import type { Words } from '../../words/words.ts'
import type { Purchases } from './queries.ts'

/** An account's purchases month by month, beside what was expected. */
export function purchasePicture(words: Words, purchases: Purchases): Picture[] {
  const { t } = words
  const { months, ordered, expected } = purchases
  const axes = { x: t('purchases.month'), y: t('purchases.orderDays') }
  const series = [
    { name: t('purchases.ordered'), values: ordered },
    ...(expected ? [{ name: t('purchases.expected'), values: expected.map(toTenths) }] : []),
  ]
  const labels = months.map(({ from }) => words.month(from))
  return [
    chart({ title: t('purchases.title'), kind: 'bar', axes, labels, series }),
    context(aboutText(words, purchases)),
  ]
}

/** The same where there are no charts, as in modals. */
export const purchaseLines = (words: Words, purchases: Purchases): KnownBlock[] =>
  without(purchasePicture(words, purchases), 'text')

const toTenths = (value: number): number => Math.round(value * 10) / 10

function aboutText({ t, number }: Words, { ordered, expected, whyNot }: Purchases): string {
  const total = number(ordered.reduce((sum, n) => sum + n, 0))
  const values = { customers: whyNot?.customers ?? 0, least: LEAST_BUYERS }
  const why = whyNot ? t(`model.orders.${whyNot.why}`, values) : t('verdicts.offs.no-model')
  return [t('purchases.about', { total }), expected ? t('purchases.expectedAbout') : why].join('\n')
}
