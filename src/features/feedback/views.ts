import type { Button, KnownBlock, ModalView, PlainTextOption } from '@slack/types'
import { addDays, type Day } from '../../care/calendar.ts'
import { isPromoter, SCORES } from '../../care/feedback.ts'
import { actions, button, context, field, option, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Key, Words } from '../../words/words.ts'
import { frame } from '../account-history/views.ts'
import type { Somebody } from '../answers/queries.ts'
import { answerName } from '../answers/views.ts'
import { evidenceText } from '../evidence/views.ts'
import { outlookLines } from '../outlook/views.ts'
import { type FeedbackPlace, type Told, WAYS, type What, WHATS, WHOLE } from './forms.ts'
import type { Recorded } from './queries.ts'

/** Whom the modal is about. */
export interface About {
  name: string
  people: readonly Somebody[]
  today: Day
  place: FeedbackPlace
}

/** What a customer answered, did for us or asked for; choosing what it was draws the modal again. */
export function feedbackModal(words: Words, about: About, chosen: What = 'nps'): ModalView {
  const { t } = words
  const { name, people, today, place } = about
  const offered = WHATS.filter((what) => what !== 'opt-in' || people.some(({ optedOutAt }) => optedOutAt))
  const options = offered.map((what) => option(t(`feedback.whats.${what}`), what))
  const initial = options.find(({ value }) => value === chosen)
  const what = field('what', t('feedback.what'), {
    type: 'static_select',
    options,
    ...(initial && { initial_option: initial }),
  })
  return {
    ...frame(words, 'feedback.record', t('feedback.title'), t('feedback.save')),
    private_metadata: JSON.stringify(place),
    blocks: stack(
      section(`*${verbatim(name, 150)}*`),
      { ...what, dispatch_action: true },
      ...fieldsFor(words, chosen, people),
      chosen !== 'opt-in' && field('date', t('feedback.date'), { type: 'datepicker', initial_date: today }),
    ),
  }
}

function fieldsFor(words: Words, what: What, people: readonly Somebody[]): KnownBlock[] {
  const { t } = words
  if (what === 'opt-in')
    return [
      contactField(
        words,
        people.filter(({ optedOutAt }) => optedOutAt),
      ),
    ]
  if (what === 'opt-out') {
    const ways = WAYS.map((way) => option(t(`channels.${way}`), way))
    const left = people.filter(({ optedOutAt }) => !optedOutAt)
    const via = field('via', t('feedback.via'), { type: 'static_select', options: ways })
    return [contactField(words, left, people.length === 0), via]
  }
  const bounds = SCORES[what]
  if (!bounds) return []
  const score = {
    type: 'number_input' as const,
    is_decimal_allowed: false,
    min_value: String(bounds.min),
    max_value: String(bounds.max),
  }
  return [
    field('score', t('feedback.score', bounds), score, {
      hint: t(what === 'nps' ? 'feedback.asks.nps' : 'feedback.asks.satisfaction'),
    }),
  ]
}

/** Where nobody is left or known, the customer as a whole. */
function contactField(words: Words, people: readonly Somebody[], whole = false): KnownBlock {
  const { t } = words
  if (people.length === 0 && !whole) return context(t('feedback.nobodyLeft'))
  const options: PlainTextOption[] = people.map((one) => option(calledBy(words, one), String(one.id)))
  const all = whole ? [option(t('feedback.whole'), WHOLE)] : options
  const [only] = all
  return field('contact', t('feedback.contact'), {
    type: 'static_select',
    options: all,
    ...(all.length === 1 && only && { initial_option: only }),
  })
}

function calledBy({ t }: Words, { name, role, email, phone }: Omit<Somebody, 'id' | 'optedOutAt'>): string {
  const called = name || email || phone || t('feedback.nameless')
  return role ? `${called} · ${role}` : called
}

/** What an answer depends on besides what was recorded. */
interface At {
  today: Day
  /** Days. */
  fadeDays: number
}

/** What was recorded and what came of it, with Undo. */
export function recordedAnswer(words: Words, told: Told, recorded: Recorded, at: At): Said {
  const { id, account, after } = recorded
  const promotes = told.what === 'nps' && isPromoter({ kind: told.what, score: told.score }) && !after.warning
  const lines = [
    firstLine(words, told, verbatim(account.name, 80), at.today),
    ...changeLines(words, recorded, at),
    ...(promotes ? [words.t('feedback.introduce')] : []),
  ]
  const undone = words.t('undo.button')
  if (told.what === 'opt-in') return inWords(words, recorded, lines, at)
  const undo =
    told.what === 'opt-out'
      ? button('feedback.allow', undone, `${account.id} ${id}`)
      : button('feedback.remove', undone, String(id))
  return inWords(words, recorded, lines, at, undo)
}

function firstLine(words: Words, told: Told, account: string, today: Day): string {
  const { t } = words
  if (told.what === 'opt-in') return t('feedback.optedIn', { account })
  const day = words.day(told.on, today)
  if (told.what === 'opt-out')
    return t('feedback.optedOut', { account, day, channel: t(`channels.${told.via}`) })
  const what = answerName(words, { kind: told.what, score: told.score })
  return t('feedback.recorded', { what, account, day })
}

/** What is otherwise now: a warning that opened, gained a sign or fell silent, and another stage. */
function changeLines(words: Words, { before, after }: Recorded, { today, fadeDays }: At): string[] {
  const { t } = words
  const signs = after.reasons
    .filter(({ rule }) => !before.reasons.some((known) => known.rule === rule))
    .map((reason) => evidenceText(words, reason, today))
  const reason = words.list(signs)
  const quiet = after.warning?.quietSince
  const gained = before.warning && after.warning && signs.length > 0
  const lines = [
    !before.warning && after.warning && t('feedback.opened', { reason }),
    gained && t('feedback.added', { reason }),
    quiet &&
      !before.warning?.quietSince &&
      t('feedback.quiet', { day: words.day(addDays(quiet, fadeDays), today) }),
    before.warning && !after.warning && t('feedback.ended'),
    after.stage && after.stage !== before.stage && t('feedback.stage', { way: t(`stages.${after.stage}`) }),
  ]
  return lines.filter((line) => typeof line === 'string')
}

/** What is otherwise after a recording was taken back. */
export const withdrawnAnswer = (words: Words, recorded: Recorded, at: At): Said =>
  changedAnswer(words, 'feedback.removed', recorded, at)

/** The same after somebody may be contacted again. */
export const allowedAnswer = (words: Words, recorded: Recorded, at: At): Said =>
  changedAnswer(words, 'feedback.optedIn', recorded, at)

function changedAnswer(words: Words, key: Key, recorded: Recorded, at: At): Said {
  const first = words.t(key, { account: verbatim(recorded.account.name, 80) })
  return inWords(words, recorded, [first, ...changeLines(words, recorded, at)], at)
}

function inWords(
  words: Words,
  { account, outlook }: Recorded,
  lines: readonly string[],
  { today }: At,
  undo?: Button,
): Said {
  const next = outlookLines(words, outlook, today)
  const card = button('account-card.open', words.t('accounts.openCard'), String(account.id))
  return {
    text: [...lines, ...next].join('\n'),
    blocks: [
      section(lines.join('\n')),
      context(next.join('\n')),
      actions(`recorded-${account.id}`, ...(undo ? [undo] : []), card),
    ],
  }
}
