import type { ModalView } from '@slack/types'
import { TIERS } from '../../care/cadence.ts'
import { addDays, type Day } from '../../care/calendar.ts'
import { actions, button, context, field, plain, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Suggestion } from '../tier-suggestions/queries.ts'
import { Evidence } from './forms.ts'

/** Whoever reads, and the workspace's currency. */
interface Reading {
  words: Words
  currency: string
}

const isUp = ({ tier, tierBefore }: Suggestion): boolean => TIERS.indexOf(tier) > TIERS.indexOf(tierBefore)

const namesOf = ({ name, tier, tierBefore }: Suggestion, { t }: Words) => ({
  account: verbatim(name, 120),
  tier: t(`tiers.${tier}`),
  before: t(`tiers.${tierBefore}`),
})

/** One suggestion, with what speaks for it and what can be decided. */
export function suggestionCard(suggestion: Suggestion, by: Reading): Said {
  const { words } = by
  const { t } = words
  const text = t(isUp(suggestion) ? 'tierSuggestions.up' : 'tierSuggestions.down', namesOf(suggestion, words))
  const id = String(suggestion.id)
  const owner = suggestion.owner
    ? t('tierSuggestions.owner', { who: verbatim(suggestion.owner, 80) })
    : t('tierSuggestions.ownerNobody')
  return {
    text,
    blocks: [
      section(text),
      context(`${evidenceText(suggestion, by)}\n${owner}`),
      actions(
        `tier-${id}`,
        button('tier-cards.accept', t('tierSuggestions.accept'), id, { style: 'primary' }),
        button('tier-cards.keep', t('tierSuggestions.keep'), id),
        button('tier-cards.later', t('tierSuggestions.later'), id),
        button('account-card.open', t('accounts.openCard'), String(suggestion.accountId)),
      ),
    ],
  }
}

/** What the last year brought, as far as it speaks for the suggestion. */
function evidenceText(suggestion: Suggestion, { words, currency }: Reading): string {
  const { t } = words
  const { largest, large, orders, quarters, isMainstay, revenue } = Evidence.parse(suggestion.evidence)
  const money = (minor: number): string => words.money(Math.round(minor), currency)
  const isLarge = largest !== null && large !== null && largest >= large
  const parts = [
    orders > 0 ? t('tierSuggestions.orders', { count: orders }) : t('tierSuggestions.none'),
    orders > 0 && t('tierSuggestions.revenue', { money: money(revenue) }),
    isLarge && t('tierSuggestions.largest', { money: money(largest), large: money(large) }),
    orders > 0 && t('tierSuggestions.quarters', { count: quarters }),
    isMainstay && t('tierSuggestions.mainstay'),
  ]
  return parts.filter((part) => part !== false).join(' · ')
}

/** Why, as it is kept with the change of tier. */
export const reasonText = (suggestion: Suggestion, by: Reading): string =>
  by.words
    .t(isUp(suggestion) ? 'tierSuggestions.reasonUp' : 'tierSuggestions.reasonDown', {
      reason: evidenceText(suggestion, by),
    })
    .slice(0, 500)

/** What stands in the card's place when it is decided. */
export function decidedText(
  suggestion: Suggestion,
  { words }: Pick<Reading, 'words'>,
  { state, notBefore, today }: { state: 'accepted' | 'kept' | 'put-off'; notBefore: Day | null; today: Day },
): string {
  const { account, tier, before } = namesOf(suggestion, words)
  if (state === 'accepted') return words.t('tierSuggestions.accepted', { account, tier })
  const day = words.day(notBefore ?? today, today)
  return words.t(state === 'kept' ? 'tierSuggestions.kept' : 'tierSuggestions.putOff', {
    account,
    tier: before,
    day,
  })
}

export function laterModal({ t }: Words, metadata: string, today: Day): ModalView {
  return {
    type: 'modal',
    callback_id: 'tier-cards.put-off',
    private_metadata: metadata,
    title: plain(t('tierSuggestions.laterTitle'), 24),
    submit: plain(t('tierSuggestions.laterSave'), 24),
    close: plain(t('accounts.cancel'), 24),
    blocks: [
      field('day', t('tierSuggestions.laterDay'), { type: 'datepicker', initial_date: addDays(today, 90) }),
    ],
  }
}
