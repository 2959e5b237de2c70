import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { type Tier, TIERS } from '../../care/cadence.ts'
import { NUMBERS, type Settings } from '../../care/settings.ts'
import { actions, button, context, field, option, section, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { frame } from '../account-history/views.ts'
import type { Subject } from '../accounts/forms.ts'

/** The account that a modal is about. */
export interface About {
  id: number
  name: string
  tier: Tier
  ownerId: string | null
  rhythmDays: number | null
  visitDays: number | null
  changedAt: Date
  /** Where it was asked for. */
  channel: string | undefined
}

const subject = ({ id, changedAt, channel }: About): string =>
  JSON.stringify({ account: id, seen: changedAt, channel } satisfies Subject)

const heading = (account: About): KnownBlock => section(`*${verbatim(account.name)}*`)

const why = (words: Words, optional = false): InputBlock =>
  field('reason', words.t('accounts.reason'), { type: 'plain_text_input', multiline: true }, { optional })

/** Another tier; for a key customer also how often. Choosing a tier draws the modal again. */
export function tierModal(
  words: Words,
  account: About,
  settings: Settings,
  chosen = account.tier,
): ModalView {
  const { t } = words
  const tiers = TIERS.toReversed().map((tier) => option(t(`tiers.${tier}`), tier))
  const initial = tiers.find(({ value }) => value === chosen)
  return {
    ...frame(words, 'account-changes.tier', t('accounts.tierTitle'), t('accounts.save')),
    private_metadata: subject(account),
    blocks: stack(
      heading(account),
      {
        ...field('tier', t('accounts.tier'), {
          type: 'static_select',
          options: tiers,
          ...(initial && { initial_option: initial }),
        }),
        dispatch_action: true,
      },
      chosen === 'key' && daysField(words, 'rhythmDays', account.rhythmDays, 'keyRhythmDays', settings),
      chosen === 'key' && daysField(words, 'visitDays', account.visitDays, 'keyVisitDays', settings),
      why(words),
    ),
  }
}

function daysField(
  words: Words,
  name: 'rhythmDays' | 'visitDays',
  value: number | null,
  usual: 'keyRhythmDays' | 'keyVisitDays',
  settings: Settings,
): InputBlock {
  const { min, max } = NUMBERS[usual]
  return field(
    name,
    words.t(`accounts.${name}`),
    {
      type: 'number_input',
      is_decimal_allowed: false,
      min_value: String(min),
      max_value: String(max),
      ...(value && { initial_value: String(value) }),
    },
    { optional: true, hint: words.t('accounts.daysHint', { days: settings[usual] }) },
  )
}

export const ownerModal = (words: Words, account: About): ModalView => ({
  ...frame(words, 'account-changes.owner', words.t('accounts.ownerTitle'), words.t('accounts.save')),
  private_metadata: subject(account),
  blocks: [
    heading(account),
    field(
      'owner',
      words.t('accounts.newOwner'),
      { type: 'users_select' },
      { hint: words.t('accounts.newOwnerHint') },
    ),
    why(words),
  ],
})

export const retireModal = (words: Words, account: About): ModalView => ({
  ...frame(words, 'account-changes.retire', words.t('accounts.retireTitle'), words.t('accounts.retire')),
  private_metadata: subject(account),
  blocks: [heading(account), context(words.t('accounts.retireAbout')), why(words)],
})

export const bringBackModal = (words: Words, account: About): ModalView => ({
  ...frame(
    words,
    'account-changes.bring-back',
    words.t('accounts.bringBackTitle'),
    words.t('accounts.bringBack'),
  ),
  private_metadata: subject(account),
  blocks: [heading(account), why(words, true)],
})

/** Told to whoever owns a customer from now on. */
export function handoverMessage(
  words: Words,
  given: {
    id: number
    name: string
    tier: Tier
    before: string | null
    reason: string
    giver: string | null
  },
  lines: readonly string[],
): { text: string; blocks: KnownBlock[] } {
  const text = words.t(given.giver ? 'accounts.given' : 'accounts.givenByNobody', {
    account: verbatim(given.name),
    tier: words.t(`tiers.${given.tier}`),
    who: verbatim(given.giver ?? ''),
  })
  const reason = given.reason && words.t('accounts.because', { reason: verbatim(given.reason, 500) })
  return {
    text,
    blocks: stack(
      section([text, ...(reason ? [reason] : [])].join('\n')),
      lines.length > 0 && context(lines.join('\n')),
      actions(undefined, button('account-card.open', words.t('accounts.openCard'), String(given.id))),
    ),
  }
}
