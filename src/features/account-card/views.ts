import type { KnownBlock } from '@slack/types'
import { type Day, dayIn } from '../../care/calendar.ts'
import { beatsOf } from '../../care/next-step.ts'
import { mayChange } from '../../care/rights.ts'
import type { Settings } from '../../care/settings.ts'
import type { Reader } from '../../slack/ask.ts'
import { actions, button, context, divider, option, overflow, section, stack } from '../../slack/blocks.ts'
import { pictureStack } from '../../slack/charts.ts'
import type { Pictured } from '../../slack/pictures.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Account } from '../accounts/queries.ts'
import { answerBlocks } from '../answers/views.ts'
import { complaintBlocks } from '../complaint-lists/views.ts'
import { logButtons, logLine, removeButton } from '../interactions/views.ts'
import { isMuted, mutedDay } from '../muting/views.ts'
import { purchasePicture } from '../purchases/views.ts'
import { reasonOf } from '../reasons/views.ts'
import { standingLines } from '../scores/views.ts'
import type { Card, DueDuty, LoggedRow } from './queries.ts'

interface Reading {
  reader: Reader
  today: Day
  now: Date
  workspace: { currency: string; settings: Settings }
}

/** An account in short: whose it is, what is due and why, what was last said and bought. */
export function accountCard(card: Card, by: Reading): Pictured {
  const { account, logs, answers, purchases } = card
  const { words } = by.reader
  const text = headLines(card, by).join('\n')
  return {
    text,
    blocks: pictureStack(
      section(text, fields(card, by)),
      account.note !== '' && section(`*${words.t('card.note')}*\n${verbatim(account.note, 500)}`),
      ...complaintBlocks(card.complaints, { ...by.reader, now: by.now }),
      listed(words.t('card.duties'), dutyLines(card, by)),
      listed(words.t('card.lastOrders'), orderLines(card, by)),
      ...(purchases ? purchasePicture(words, purchases) : []),
      listed(words.t('card.contacts'), contactLines(card, words)),
      ...answerBlocks(words, answers, by.reader.id, by.today),
      ...(logs.length > 0 ? [divider(), context(`*${words.t('card.logs')}*`)] : []),
      ...logs.flatMap((log) => logBlocks(log, account, by)),
      acts(card, by),
    ),
  }
}

/** The name and number, the tier with its rhythm, the owner; why it is retired. */
function headLines({ account, retiredBy, standing }: Card, { reader, workspace }: Reading): string[] {
  const { words, zone } = reader
  const { t } = words
  const number = account.externalId ? ` (${verbatim(account.externalId, 60)})` : ''
  const rhythm = beatsOf(account, workspace.settings).map(({ needs, every: days }) =>
    t(needs === 'visit' ? 'card.visit' : days === 1 ? 'card.everyDay' : 'card.rhythm', { days }),
  )
  const reason = verbatim(account.retiredWhy ?? '', 200)
  const retired = account.retiredAt && { day: words.day(dayIn(zone, account.retiredAt)), reason }
  const who = account.owner ? verbatim(account.owner) : t('card.nobody')
  return [
    `*${verbatim(account.name)}*${number}`,
    ...(retired
      ? [t(retiredBy ? 'card.retired' : 'card.retiredOn', { ...retired, who: verbatim(retiredBy ?? '') })]
      : []),
    [t('card.tier', { tier: t(`tiers.${account.tier}`) }), ...rhythm].join(' · '),
    t('card.owner', { who }),
    ...standingLines(standing, words),
  ]
}

function fields(card: Card, by: Reading) {
  const { words } = by.reader
  const { account, stats, duties } = card
  const next = duties.find(({ facts }) => !isMuted(facts, facts.rule))
  return [
    field(words.t('card.next'), next ? words.day(next.on, by.today) : words.t('card.nothing')),
    field(words.t('card.lastTouch'), touchText(card, by)),
    field(words.t('card.revenue'), revenueText(stats, by)),
    ...(account.industry ? [field(words.t('card.industry'), verbatim(account.industry))] : []),
    ...(account.tags.length > 0 ? [field(words.t('card.tags'), verbatim(account.tags.join(' · ')))] : []),
  ]
}

const field = (name: string, value: string): string => `*${name}*\n${value}`

function touchText({ account, touch, stats }: Card, { reader: { words }, today }: Reading): string {
  const on = stats?.lastTouchOn
  if (!on) return words.t('card.never')
  if (!touch || touch.occurredOn < on)
    return words.t('card.imported', { day: words.day(account.lastContactOn ?? on, today) })
  const line = logLine(touch, words, today)
  return touch.summary ? `${line}\n${words.t('card.words', { words: verbatim(touch.summary, 120) })}` : line
}

function revenueText(stats: Card['stats'], { reader: { words }, workspace }: Reading): string {
  if (!stats || stats.orderCount === 0) return words.t('card.noOrders')
  const money = words.money(stats.revenue, workspace.currency)
  return words.t('card.orders', { money, count: stats.orderCount })
}

/** A heading with a line for each; nothing where there are none. */
const listed = (heading: string, lines: readonly string[]): KnownBlock | false =>
  lines.length > 0 && section([`*${heading}*`, ...lines.map((line) => `• ${line}`)].join('\n'))

const DUTIES = 6

function dutyLines({ account, duties }: Card, by: Reading): string[] {
  const { words } = by.reader
  const lines = duties.slice(0, DUTIES).map((duty) => dutyLine(duty, account, by))
  const more = duties.length - lines.length
  return more > 0 ? [...lines, words.t('card.more', { count: more })] : lines
}

function dutyLine({ facts, cal, on }: DueDuty, { ownerId }: Account, by: Reading): string {
  const { reader, today, now, workspace } = by
  const { words, zone } = reader
  const reading = { words, today, zone, now, cal, settings: workspace.settings, quote: verbatim }
  const why = reasonOf(facts, reading)
  const day = words.day(on, today)
  const another = facts.repId !== ownerId && facts.rep
  const line = another
    ? words.t('card.dutyOf', { day, why, who: verbatim(another) })
    : words.t('card.duty', { day, why })
  if (isMuted(facts, facts.rule))
    return words.t('clockRows.mutedDuty', { line, day: mutedDay(facts, { words, zone, today }) })
  if (!facts.snoozedUntil || facts.snoozedUntil <= now) return line
  return `${line} · ${words.t('card.snoozed', { day: words.day(dayIn(zone, facts.snoozedUntil), today) })}`
}

const orderLines = ({ orders }: Card, { reader: { words }, today }: Reading): string[] =>
  orders.map(({ orderedOn, amount, currency, externalId }) => {
    const day = words.day(orderedOn, today)
    const what = words.t(amount < 0 ? 'card.returned' : 'card.order', {
      day,
      money: words.money(amount, currency),
    })
    return externalId ? words.t('card.number', { what, number: verbatim(externalId, 60) }) : what
  })

const contactLines = ({ contacts }: Card, words: Words): string[] =>
  contacts
    .map(({ name, role, phone, email, birthday, optedOutAt }) => {
      const said = [name, role, phone, email].flatMap((part) => (part ? [verbatim(part, 120)] : []))
      const born = birthday ? [words.t('card.born', { day: words.birthday(birthday) })] : []
      return [...said, ...born, ...(optedOutAt ? [words.t('card.optedOut')] : [])].join(' · ')
    })
    .filter((line) => line !== '')

/** A log; one's own can be edited and deleted, and managers may delete those of their team. */
function logBlocks(log: LoggedRow, account: Account, { reader, today }: Reading): KnownBlock[] {
  const line = logLine(log, reader.words, today)
  const text = log.summary ? `${line}\n${verbatim(log.summary)}` : line
  const own = log.memberId === reader.id
  const managed = reader.role !== 'rep' && mayChange(reader, account)
  const buttons = own ? logButtons(reader.words, log.id) : managed ? [removeButton(reader.words, log.id)] : []
  return stack(section(text), buttons.length > 0 && actions(`log-${log.id}`, ...buttons))
}

/** What the reader may do; everything is asked again where it is done. */
function acts({ account, warning }: Card, { reader }: Reading): KnownBlock {
  const { t } = reader.words
  const id = String(account.id)
  const may = mayChange(reader, account)
  const take = account.ownerId === null && may
  return actions(
    'card',
    button('interactions.open', t('card.logIt'), id, { style: 'primary' }),
    ...(take ? [button('account-card.take', t('card.take'), id)] : []),
    ...(may ? [button('account-form.edit', t('card.edit'), id)] : []),
    button('orders.open', t('card.record'), id),
    button('feedback.open', t('feedback.open'), id),
    button('complaints.open-for', t('complaintLists.open'), id),
    ...(warning ? [button('warnings.open', t('warnings.open'), String(warning.id))] : []),
    button('verdicts.open', t('why.title'), id),
    ...(may ? [menu(account, reader.words)] : []),
  )
}

const menu = ({ id, retiredAt }: Account, { t }: Words) =>
  overflow('account-changes.choose', [
    option(t('card.changeTier'), `tier ${id}`),
    option(t('card.changeOwner'), `owner ${id}`),
    retiredAt ? option(t('card.bringBack'), `bring-back ${id}`) : option(t('card.retire'), `retire ${id}`),
  ])
