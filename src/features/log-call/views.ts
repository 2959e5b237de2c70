import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { CHANNELS, type Channel, type Kind, KINDS, type Outcome, OUTCOMES } from '../../care/interaction.ts'
import { nameKey } from '../../care/name.ts'
import { actions, button, context, field, option, plain, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { fit, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { choiceText } from '../account-choice/views.ts'
import type { Contact, FoundAccount } from '../accounts/queries.ts'
import { answer } from '../interactions/views.ts'
import { type Line, type Picked, type Place, STEP, WORDS } from './forms.ts'

/** What stands in the fields when the modal opens. */
export interface Draft {
  account?: { id: number; name: string } | undefined
  /** Whom it may have been with. */
  contacts?: readonly Contact[]
  contactId?: number | null
  channel?: Channel | null
  when: Day
  /** `14:05` */
  time?: string
  summary?: string
  kind?: Kind | null
  outcome?: Outcome | null
  nextStep?: string
  nextDate?: Day | null
}

/** The modal of `/log-call`; with `place.interaction` it edits that log, whose customer stays. */
export function logModal(words: Words, draft: Draft, place: Place = {}): ModalView {
  const { t } = words
  const isEdit = place.interaction !== undefined
  return {
    type: 'modal',
    callback_id: isEdit ? 'interactions.rewrite' : 'interactions.log',
    private_metadata: JSON.stringify(place),
    title: plain(t(isEdit ? 'log.editTitle' : 'log.title'), 24),
    submit: plain(t(isEdit ? 'log.saveEdit' : 'log.save'), 24),
    close: plain(t('log.cancel'), 24),
    blocks: [
      isEdit ? section(`*${verbatim(draft.account?.name ?? '', 150)}*`) : accountField(words, draft),
      ...peopleField(words, draft),
      ...touchFields(words, draft),
      ...nextFields(words, draft),
    ],
  }
}

function accountField(words: Words, { account }: Draft): KnownBlock {
  const chosen = account && { initial_option: option(account.name, String(account.id)) }
  return field('account', words.t('log.account'), {
    type: 'external_select',
    placeholder: plain(words.t('log.choose'), 150),
    min_query_length: 0,
    ...chosen,
  })
}

/** A menu of words; `chosen` stands in it already. */
function menu<Value extends string>(
  words: Words,
  of: 'channels' | 'kinds' | 'outcomes',
  values: readonly Value[],
  chosen?: Value | null,
) {
  const named = (value: Value): PlainTextOption => option(words.say({ key: `${of}.${value}` }), value)
  return {
    type: 'static_select' as const,
    placeholder: plain(words.t('log.choose'), 150),
    options: values.map(named),
    ...(chosen && { initial_option: named(chosen) }),
  }
}

/** Whom it was with; nothing is asked where nobody is known by a name or an address. */
function peopleField({ t }: Words, { contacts = [], contactId }: Draft): KnownBlock[] {
  const known = contacts.flatMap(({ id, name, role, email, phone }) => {
    const called = name || email || phone
    return called ? [option(role ? `${called} · ${role}` : called, String(id))] : []
  })
  if (known.length === 0) return []
  const chosen = known.find(({ value }) => value === String(contactId))
  const menu = {
    type: 'static_select' as const,
    placeholder: plain(t('log.choose'), 150),
    options: known,
    ...(chosen && { initial_option: chosen }),
  }
  return [field('contact', t('log.contact'), menu, { optional: true })]
}

function touchFields(words: Words, draft: Draft): KnownBlock[] {
  const { t } = words
  const time = { type: 'timepicker' as const, ...(draft.time && { initial_time: draft.time }) }
  const channels = menu(words, 'channels', CHANNELS, draft.channel ?? 'call')
  return [
    field('channel', t('log.channel'), channels),
    field('when', t('log.when'), { type: 'datepicker', initial_date: draft.when }),
    field('time', t('log.time'), time, { optional: true, hint: t('log.timeHint') }),
    field('summary', t('log.summary'), text(draft.summary, WORDS, true), { optional: true }),
    field('kind', t('log.kind'), menu(words, 'kinds', KINDS, draft.kind), {
      optional: true,
      hint: t('log.kindHint'),
    }),
    field('outcome', t('log.outcome'), menu(words, 'outcomes', OUTCOMES, draft.outcome), {
      optional: true,
      hint: t('log.outcomeHint'),
    }),
  ]
}

function nextFields(words: Words, { nextStep, nextDate }: Draft): KnownBlock[] {
  const { t } = words
  const date = { type: 'datepicker' as const, ...(nextDate && { initial_date: nextDate }) }
  return [
    field('nextStep', t('log.nextStep'), text(nextStep, STEP, false), {
      optional: true,
      hint: t('log.nextStepHint'),
    }),
    field('nextDate', t('log.nextDate'), date, { optional: true, hint: t('log.nextDateHint') }),
  ]
}

const text = (initial: string | undefined, most: number, multiline: boolean) => ({
  type: 'plain_text_input' as const,
  multiline,
  max_length: most,
  ...(initial && { initial_value: fit(initial, most) }),
})

/** What a button can carry of somebody's words, of Slack's 2000 characters. */
const CARRIED = 1900

/** Who may have been meant, each as a button that carries what was typed. */
export function nearAnswer(
  words: Words,
  { name, note }: Line,
  near: readonly FoundAccount[],
  readerId: string,
): Said {
  const value = (account: number | null): string => picked({ account, note })
  const sentence = words.t(sentenceFor(name, near), { name: verbatim(name, 80) })
  const buttons = near.map((account) =>
    actions(
      `near-${account.id}`,
      button('interactions.pick', choiceText(account, near, readerId), value(account.id)),
    ),
  )
  const form = actions('near-none', button('interactions.pick', words.t('log.openForm'), value(null)))
  return answer([sentence], ...keptWords(words, note), ...buttons, form)
}

function sentenceFor(name: string, near: readonly FoundAccount[]) {
  if (near.length === 0) return 'log.nobody'
  return near.some((account) => account.nameKey.includes(nameKey(name))) ? 'log.ambiguous' : 'log.unknown'
}

/** Slack's limit for the text of a section. */
const PART = 3000

/** An emoji or a quotation mark takes more room on a button than on paper. */
const isCarried = (note: string): boolean => JSON.stringify(note).length <= CARRIED

const picked = ({ account, note }: Picked): string =>
  JSON.stringify({ account, note: isCarried(note) ? note : fit(note, CARRIED / 6) })

function keptWords(words: Words, note: string): KnownBlock[] {
  if (note === '') return []
  if (isCarried(note)) return [context(words.t('log.kept', { note: verbatim(note) }))]
  const parts = Array.from({ length: Math.ceil(note.length / PART) }, (_, i) =>
    note.slice(i * PART, (i + 1) * PART),
  )
  return [
    context(words.t('log.keptPart')),
    ...parts.map((part): KnownBlock => ({ type: 'section', text: plain(part, PART) })),
  ]
}

/** What `/log-call help` says. */
export const usage = (words: Words): Said => answer([words.t('log.usage')])
