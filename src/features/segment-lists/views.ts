import type { KnownBlock, SectionBlock } from '@slack/types'
import { type Day, daysBetween } from '../../care/calendar.ts'
import type { Filter, Leaf, Question } from '../../care/filter.ts'
import { button, section } from '../../slack/blocks.ts'
import { verbatim, verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Listed, Page } from './queries.ts'

/** Whoever reads, and what the names of owners are. */
export interface Reading {
  words: Words
  /** The workspace's day. */
  today: Day
  /** ISO 4217. */
  currency: string
  names: ReadonlyMap<string, string>
}

/** A filter in the reader's words, as mrkdwn. */
export function filterText(filter: Filter, by: Pick<Reading, 'words' | 'names'>): string {
  const { t } = by.words
  if ('is' in filter) return leafText(filter, by)
  if ('not' in filter) return t('segments.not', { what: filterText(filter.not, by) })
  if ('and' in filter) return filter.and.map((part) => filterText(part, by)).join(t('segments.andJoint'))
  return `(${filter.or.map((part) => filterText(part, by)).join(t('segments.orJoint'))})`
}

/** A name or a filter in the reader's words. */
export function leafText(
  leaf: Leaf,
  { words: { t, number }, names }: Pick<Reading, 'words' | 'names'>,
): string {
  // Slack reads `<` as its own.
  if ('than' in leaf)
    return t(`segments.${leaf.is}`, {
      than: leaf.than.replace('<', '&lt;').replace('>', '&gt;'),
      value: number(leaf.value),
    })
  if (leaf.is === 'segment') return t(`segmentNames.${leaf.value}`)
  if (leaf.is === 'tier') return t(`tiers.${leaf.value}`)
  if (leaf.is === 'stage') return t(`stages.${leaf.value}`)
  if (leaf.is === 'owner')
    return t('segments.owned', { who: verbatim(names.get(leaf.value) ?? leaf.value, 60) })
  if (leaf.is === 'tag') return t('segments.tagged', { tag: verbatim(leaf.value, 60) })
  return t(leaf.is === 'all' ? 'segments.everybody' : `segments.${leaf.is}`)
}

export function questionText({ filter, sort }: Question, by: Pick<Reading, 'words' | 'names'>): string {
  const what = filterText(filter, by)
  if (sort === 'value') return what
  const { t } = by.words
  return [what, t(sort === 'stake' ? 'segments.byStake' : 'segments.byGap')].join(t('segments.andJoint'))
}

/** `1,234 customers`; `1,000+ customers` where nobody counted further. */
export const totalText = ({ t, number }: Words, { total, over }: Pick<Page, 'total' | 'over'>): string =>
  t('segments.count', { count: over ? total + 1 : total, total: number(total) + (over ? '+' : '') })

/** A name, in characters of JSON: twenty rows of the longest fit a message. */
const NAME_UNITS = 110
const OWNER_UNITS = 60

/** The accounts of a page, one row each with a way to its card. */
export const rowBlocks = (accounts: readonly Listed[], by: Reading): KnownBlock[] =>
  accounts.map((account): SectionBlock => {
    const open = button('account-card.open', by.words.t('accounts.openCard'), String(account.id))
    return { ...section(rowText(account, by)), accessory: open }
  })

function rowText(account: Listed, { words, today, currency }: Reading): string {
  const { t } = words
  const { name, tier, owner, lastOrderOn: on, revenue, atStake } = account
  const count = on ? Math.max(0, daysBetween(on, today)) : 0
  const day = on && words.day(on, today)
  const last = day
    ? t(count === 0 ? 'segments.lastOrderToday' : 'segments.lastOrder', { day, count })
    : t('segments.noOrder')
  const stake = atStake === null ? '–' : words.money(atStake, currency)
  const whose = owner ? verbatimWithin(owner, OWNER_UNITS) : t('segments.nobody')
  const figures = [words.money(revenue, currency), last, t('segments.stake', { money: stake })]
  return `*${verbatimWithin(name, NAME_UNITS)}* · ${t(`tiers.${tier}`)} · ${whose}\n${figures.join(' · ')}`
}
