import type { InputBlock, KnownBlock, ModalView } from '@slack/types'
import { TIERS } from '../../care/cadence.ts'
import { divider, field, option, section, stack } from '../../slack/blocks.ts'
import type { Words } from '../../words/words.ts'
import { choiceText } from '../account-choice/views.ts'
import { frame } from '../account-history/views.ts'
import type { Place, Subject } from '../accounts/forms.ts'
import type { FoundAccount } from '../accounts/queries.ts'
import { verbatim } from '../../slack/text.ts'

/** What the fields hold when the modal opens, as typed. */
export type Filled = Partial<Record<(typeof TYPED)[number], string | null>>

const TYPED = [
  'name',
  'externalId',
  'industry',
  'contact',
  'phone',
  'email',
  'birthday',
  'tags',
  'note',
] as const
const HINTED: readonly string[] = ['externalId', 'contact', 'birthday', 'tags', 'note']

/** A new customer. With `twins` it is asked again: those are there already. */
export function newAccountModal(
  words: Words,
  readerId: string,
  place: Place,
  filled: Filled & { tier?: string; owner?: string },
  twins: readonly FoundAccount[] = [],
): ModalView {
  const { t } = words
  const tiers = TIERS.toReversed().map((tier) => option(t(`tiers.${tier}`), tier))
  const tier = tiers.find(({ value }) => value === filled.tier) ?? tiers.at(-1)
  return {
    ...frame(words, 'account-form.create', t('accounts.newTitle'), t('accounts.create')),
    private_metadata: JSON.stringify(place),
    blocks: stack(
      ...(twins.length > 0 ? twinBlocks(words, readerId, twins) : []),
      typed(words, 'name', filled.name),
      field('tier', t('accounts.tier'), {
        type: 'static_select',
        options: tiers,
        ...(tier && { initial_option: tier }),
      }),
      field('owner', t('accounts.owner'), { type: 'users_select', initial_user: filled.owner ?? readerId }),
      ...TYPED.slice(1).map((name) => typed(words, name, filled[name])),
    ),
  }
}

/** The facts of a known customer. */
export function editModal(words: Words, subject: Subject, filled: Filled): ModalView {
  const { t } = words
  return {
    ...frame(words, 'account-form.edit', t('accounts.editTitle'), t('accounts.save')),
    private_metadata: JSON.stringify(subject),
    blocks: TYPED.map((name) => typed(words, name, filled[name])),
  }
}

function twinBlocks(words: Words, readerId: string, twins: readonly FoundAccount[]): KnownBlock[] {
  const { t } = words
  const known = twins.map((twin) => `• ${verbatim(choiceText(twin, twins, readerId, 150))}`)
  const anyway = option(t('accounts.anyway'), 'anyway')
  return [
    section([t('accounts.twins'), ...known].join('\n')),
    field('anyway', t('accounts.anywayAbout'), { type: 'checkboxes', options: [anyway] }, { optional: true }),
    divider(),
  ]
}

function typed(words: Words, name: (typeof TYPED)[number], value: string | null | undefined): InputBlock {
  return field(
    name,
    words.t(`accounts.${name}`),
    {
      type: 'plain_text_input',
      ...(name === 'note' && { multiline: true, max_length: 3000 }),
      ...(value && { initial_value: value }),
    },
    {
      optional: name !== 'name',
      ...(HINTED.includes(name) && { hint: words.t(`accounts.${name as 'birthday'}Hint`) }),
    },
  )
}
