import type { KnownBlock } from '@slack/types'
import { LEAST_BUYERS } from '../../care/mbg-nbd.ts'
import type { Month, Outcome } from '../../care/order-months.ts'
import { context, section } from '../../slack/blocks.ts'
import { type Chart, chart, type ChartBlock, type Picture, without } from '../../slack/charts.ts'
import type { Words } from '../../words/words.ts'
import type { Purchases, WhyNot } from './queries.ts'

/** An account's purchases month by month, beside what was expected. */
export function purchasePicture(words: Words, purchases: Purchases): Picture[] {
  const { months, ordered, expected } = purchases
  const title = words.t('purchases.title')
  return [
    monthly(words, months, { title, kind: 'bar', series: { ordered, ...(expected && { expected }) } }),
    context(aboutText(words, purchases)),
  ]
}

interface Monthly extends Pick<Chart, 'title' | 'kind'> {
  series: { ordered: readonly number[]; expected?: readonly number[] }
}

/** Days with an order in each month, and how many were expected. */
function monthly(
  { t, month }: Words,
  months: readonly Month[],
  { title, kind, series }: Monthly,
): ChartBlock {
  const { ordered, expected } = series
  return chart({
    title,
    kind,
    axes: { x: t('purchases.month'), y: t('purchases.orderDays') },
    labels: months.map(({ from }) => month(from)),
    series: [
      { name: t('purchases.ordered'), values: ordered },
      ...(expected ? [{ name: t('purchases.expected'), values: expected.map(toTenths) }] : []),
    ],
  })
}

/** The same where there are no charts, as in modals. */
export const purchaseLines = (words: Words, purchases: Purchases): KnownBlock[] =>
  without(purchasePicture(words, purchases), 'text')

/** What the model expected of many customers and what came of it, or why there is no model. */
export type Foresight =
  | { whyNot: WhyNot }
  | (Outcome & { months: readonly Month[]; buyers: number; drawn: boolean })

export function foresightPicture(words: Words, foresight: Foresight): Picture[] {
  const { t, number } = words
  const title = t('purchases.foresight')
  if ('whyNot' in foresight) return [section(`*${title}*\n${whyText(words, foresight.whyNot)}`)]
  const { months, ordered, expected, buyers, drawn } = foresight
  if (buyers === 0) return [section(`*${title}*\n${t('purchases.noBuyers')}`)]
  return [
    monthly(words, months, { title, kind: 'line', series: { ordered, expected } }),
    context(t(drawn ? 'purchases.foresightDrawn' : 'purchases.foresightAbout', { buyers: number(buyers) })),
  ]
}

const toTenths = (value: number): number => Math.round(value * 10) / 10

function aboutText(words: Words, { ordered, expected, whyNot }: Purchases): string {
  const { t, number } = words
  const total = number(ordered.reduce((sum, n) => sum + n, 0))
  return [
    t('purchases.about', { total }),
    expected ? t('purchases.expectedAbout') : whyText(words, whyNot),
  ].join('\n')
}

/** Why there is no model of purchases. */
const whyText = ({ t }: Words, whyNot: WhyNot): string =>
  whyNot
    ? t(`model.orders.${whyNot.why}`, { customers: whyNot.customers, least: LEAST_BUYERS })
    : t('verdicts.offs.no-model')
