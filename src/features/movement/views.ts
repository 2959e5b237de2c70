import type { SectionBlock } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { button, context, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Movement, Named } from './queries.ts'

interface Reading {
  words: Words
  /** ISO 4217. */
  currency: string
  since: Day
  today: Day
}

/** Monday's message: whose scores fell, and what is at stake. */
export function movementMessage(
  movement: Omit<Movement, 'accounts'> & { accounts: Named[] },
  by: Reading,
): Said {
  const { words, currency } = by
  const { t } = words
  const { total: count, atStake, accounts } = movement
  const since = words.day(by.since, by.today)
  const stake = atStake === null ? '–' : words.money(atStake, currency)
  const text = t('movement.heading', { count, total: words.number(count), day: since, money: stake })
  const more = count - accounts.length
  return {
    text,
    blocks: stack(
      section(text),
      context(t('movement.about')),
      ...accounts.map((account) => row(account, by)),
      more > 0 && context(t('movement.more', { count: more })),
    ),
  }
}

function row({ id, name, tier, owner, before, scores, atStake }: Named, by: Reading): SectionBlock {
  const { words, currency } = by
  const { t } = words
  const steps = ['R', 'F', 'M'].map((score, place) =>
    t('movement.step', { score, before: before[place] ?? 0, after: scores[place] ?? 0 }),
  )
  const whose = owner ? verbatimWithin(owner, 60) : t('segments.nobody')
  const stake = t('segments.stake', { money: atStake === null ? '–' : words.money(atStake, currency) })
  const text = `*${verbatimWithin(name, 110)}* · ${t(`tiers.${tier}`)} · ${whose}\n${steps.join(' · ')} · ${stake}`
  return { ...section(text), accessory: button('account-card.open', t('accounts.openCard'), String(id)) }
}
