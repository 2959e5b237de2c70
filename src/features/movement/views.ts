import type { SectionBlock } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { SEGMENTS } from '../../care/segment.ts'
import { button, context, section } from '../../slack/blocks.ts'
import { chart, type Picture, pictureStack } from '../../slack/charts.ts'
import type { Pictured } from '../../slack/pictures.ts'
import { verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { RepeatedCause } from '../complaint-repeats/queries.ts'
import { repeatsSection } from '../complaint-repeats/views.ts'
import type { Movement, Named, Sizes } from './queries.ts'

interface Reading {
  words: Words
  /** ISO 4217. */
  currency: string
  since: Day
  today: Day
}

/** Monday's message: whose scores fell, what is at stake, and which causes of complaints came up again. */
export function movementMessage(
  movement: Omit<Movement, 'accounts'> & { accounts: Named[]; sizes: Sizes; repeats: RepeatedCause[] },
  by: Reading,
): Pictured {
  const { words, currency } = by
  const { t } = words
  const { total: count, atStake, accounts, sizes, repeats } = movement
  const since = words.day(by.since, by.today)
  const stake = atStake === null ? '–' : words.money(atStake, currency)
  const fell = t('movement.heading', { count, total: words.number(count), day: since, money: stake })
  const text = count > 0 ? fell : t('movement.none', { day: since })
  const more = count - accounts.length
  return {
    text,
    blocks: pictureStack(
      section(text),
      ...sizePicture(sizes, by),
      count > 0 && context(t('movement.about')),
      ...accounts.map((account) => row(account, by)),
      more > 0 && context(t('movement.more', { count: more })),
      repeatsSection(words, repeats),
    ),
  }
}

/** How large the segments were, and are. */
function sizePicture({ before, now }: Sizes, { words, since, today }: Reading): Picture[] {
  const { t } = words
  const day = words.day(since, today)
  const total = words.number(now.reduce((sum, size) => sum + size, 0))
  return [
    chart({
      title: t('movement.sizes'),
      kind: 'bar',
      axes: { x: t('segments.segmentAxis'), y: t('segments.customerAxis') },
      labels: SEGMENTS.map((name) => t(`segmentNames.${name}`)),
      series: [
        { name: day, values: before },
        { name: t('movement.now'), values: now },
      ],
    }),
    context(t('movement.sizesAbout', { day, total })),
  ]
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
