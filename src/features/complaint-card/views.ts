import type { ActionsBlock, Button, Overflow } from '@slack/types'
import { dayIn } from '../../care/calendar.ts'
import { actsOf, canChange, type CardAct } from '../../care/complaint.ts'
import { clockState } from '../../care/complaint-clocks.ts'
import { actions, button, context, option, overflow, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { mention, moment, verbatim } from '../../slack/text.ts'
import type { Key, Words } from '../../words/words.ts'
import { dutyLines, waitsFor } from '../complaint-steps/views.ts'
import { outcomeLines, reviewLines, saidOf, written } from '../complaint-outcome/views.ts'
import type { Complaint } from '../complaints/queries.ts'

/** Who reads a card: their words, or a channel's; the zone is for what Slack cannot show by itself. */
export interface CardReader {
  words: Words
  zone: string
  now: Date
}

type Of = Complaint & { waiting: boolean; solved: boolean; approving: boolean }

/** A complaint as it stands: what happened, its clocks, what was done, and a button for what can be done. */
export function complaintCard(complaint: Complaint, reader: CardReader): Said {
  const { t } = reader.words
  const of = {
    ...complaint,
    waiting: complaint.waitingSince !== null,
    solved: !!complaint.solution,
    approving: complaint.closedAt === null && complaint.duties.some(({ approval }) => approval === 'waiting'),
  }
  const account = verbatim(complaint.account, 150)
  const head = t('complaints.head', { account, severity: t(`complaints.severities.${complaint.severity}`) })
  const today = dayIn(reader.zone, reader.now)
  const lines = [...clockLines(of, reader), ...dutyLines(of, reader.words, today)]
  const outcome = outcomeLines(complaint, reader)
  const review = reviewLines(complaint, reader)
  return {
    text: t('complaints.fallback', { account, state: stateText(of, reader.words) }),
    blocks: stack(
      section([head, aboutText(of, reader)].join('\n')),
      section(storyLines(of, reader.words).join('\n')),
      section(lines.join('\n')),
      outcome.length > 0 && section(outcome.join('\n')),
      review.length > 0 && section(review.join('\n')),
      complaint.retiredAt !== null && context(t('complaints.retired')),
      cardButtons(of, reader.words),
    ),
  }
}

/** In the place of the card of somebody who may not see the complaint any more: whose it is, and nothing of it. */
export function goneCard({ account, ownerId }: Complaint, { words: { t } }: CardReader): Said {
  const who = ownerId ? mention(ownerId) : t('complaints.ownedByNobody')
  const text = t('complaints.gone', { account: verbatim(account, 150), who })
  return { text, blocks: [section(text)] }
}

/** As much of a complaint as says how it stands. */
type Standing = Pick<
  Of,
  'reviewedAt' | 'closedAt' | 'solved' | 'approving' | 'waiting' | 'ownerId' | 'answeredAt'
>

/** In a word or two: the first that is so. */
const STATES = {
  reviewed: (of: Standing) => of.reviewedAt !== null,
  closed: (of: Standing) => of.closedAt !== null,
  solved: (of: Standing) => of.solved,
  approval: (of: Standing) => of.approving,
  waiting: (of: Standing) => of.waiting,
  unowned: (of: Standing) => of.ownerId === null,
  answered: (of: Standing) => of.answeredAt !== null,
}

export function stateText(of: Standing, { t }: Words): string {
  const names = Object.keys(STATES) as (keyof typeof STATES)[]
  return t(`complaints.states.${names.find((name) => STATES[name](of)) ?? 'open'}`)
}

function aboutText({ receivedAt, channel, ownerId, round }: Of, reader: CardReader): string {
  const { t } = reader.words
  const owner = ownerId ? t('complaints.ownedBy', { who: mention(ownerId) }) : t('complaints.ownedByNobody')
  const about = t('complaints.about', {
    received: at(receivedAt, reader),
    channel: t(`channels.${channel}`),
    owner,
  })
  return round > 1 ? `${about} · ${t('complaints.again', { count: round - 1 })}` : about
}

const storyLines = ({ facts, feelings, needs }: Of, { t }: Words): string[] => [
  written(facts),
  ...(feelings ? [t('complaints.feels', { words: written(feelings) })] : []),
  ...(needs ? [t('complaints.wants', { words: written(needs) })] : []),
]

const at = (instant: Date, { words, zone }: CardReader): string =>
  moment(instant, words.moment(instant, zone))

/** The clocks of this round, those of the first where they were never asked for again. */
function clockLines(of: Of, reader: CardReader): string[] {
  const { t } = reader.words
  const latest = of.clocks.filter(
    (clock) => !of.clocks.some((other) => other.clock === clock.clock && other.round > clock.round),
  )
  return latest.flatMap((clock) => {
    const state = clockState(clock, reader.now)
    if (state === 'void') return []
    const text = t(`complaints.clockStates.${state}`, {
      clock: t(`complaints.clocks.${clock.clock}`),
      due: clock.dueAt ? at(clock.dueAt, reader) : '',
      met: clock.metAt ? at(clock.metAt, reader) : '',
    })
    const holds = of.approving && clock.clock === 'solution' && (state === 'running' || state === 'breached')
    return [`${SIGNS[state]} ${text}${holds ? waitsFor(of.approvers, reader.words) : ''}`]
  })
}

const SIGNS = { running: '◔', stopped: '‖', breached: '!', met: '✓', late: '✓' } as const

/** What is to be done next stands out. */
function cardButtons(of: Of, words: Words): ActionsBlock {
  const acts = actsOf(of)
  const [first] = acts
  const elements = acts.map((act) => actButton(act, of, words, act === first))
  return actions(`complaint-${of.id}`, ...elements, moreMenu(of, words))
}

/** ⋯ of the card. */
const moreMenu = (of: Of, { t }: Words): Overflow =>
  overflow('complaints.more', [
    ...(canChange(of) ? [option(t('complaintChanges.title'), `change ${of.id}`)] : []),
    option(t('complaintHistory.history'), `history ${of.id}`),
    option(t('complaintHistory.export'), `export ${of.id}`),
    ...(of.reviewedAt ? [] : [option(t('digest.handOver'), `hand-over ${of.id}`)]),
  ])

function actButton(act: CardAct, { id }: Of, { t }: Words, isFirst: boolean): Button {
  const key: Key = `complaints.acts.${act}`
  const confirm = act === 'reopen' && {
    confirm: {
      title: { type: 'plain_text' as const, text: t('complaints.reopenTitle') },
      text: { type: 'plain_text' as const, text: t('complaints.reopenText') },
      confirm: { type: 'plain_text' as const, text: t('complaints.reopenYes') },
      deny: { type: 'plain_text' as const, text: t('complaints.reopenNo') },
    },
  }
  return button(`complaints.${act}`, t(key), String(id), {
    ...(isFirst && act !== 'reopen' && { style: 'primary' }),
    ...confirm,
  })
}

/** How people are named: as a message shows them, or as a file. */
export interface Naming {
  /** Makes a name safe for where it goes. */
  text: (text: string) => string
  member: (id: string) => string
}

/** What happened, in a sentence. */
export function eventText(
  { act, who, detail }: { act: string; who: string | null; detail: Record<string, unknown> },
  words: Words,
  naming: Naming,
): string {
  const { t } = words
  const named = (of: string, value: unknown): string =>
    typeof value === 'string' ? words.say({ key: `complaints.${of}.${value}` }) : ''
  const withoutVerdict = act === 'close' && detail['how'] === 'attempts'
  return words.say({
    key: withoutVerdict ? 'complaintVerdicts.closedWithout' : `complaints.events.${act}`,
    values: {
      who: naming.text(who ?? t('complaints.ownedByNobody')),
      duty: named('duties', detail['duty']),
      clock: named('clocks', detail['clock']),
      to: typeof detail['to'] === 'string' ? naming.member(detail['to']) : '',
      said: saidOf(words, detail),
    },
  })
}

const inMessage: Naming = { text: (text) => verbatim(text, 60), member: mention }

/** What happened, in the thread of a card; `more`: what was said with it. */
export function eventMessage(
  event: { act: string; who: string | null; detail: Record<string, unknown>; more?: string | undefined },
  { words }: CardReader,
): Said {
  const text = eventText(event, words, inMessage)
  const said = event.more ? `${text}\n${event.more}` : text
  return { text: said, blocks: [section(said)] }
}
