import type { ActionsBlock, Button, KnownBlock, Overflow, PlainTextOption } from '@slack/types'
import { nextWorkday } from '../../care/calendar.ts'
import { isClock, MEETS } from '../../care/complaint.ts'
import { undoUntil } from '../../care/follow-up.ts'
import { section } from '../../slack/blocks.ts'
import { units, verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { NAME_UNITS, outcomeText, type Sheet, short, type State, stateOf } from '../digest-states/views.ts'
import { isMuted } from '../muting/views.ts'
import type { Facts, Line } from '../reasons/queries.ts'
import { beatOf, bestWay, everyText, type Reading, reasonOf } from '../reasons/views.ts'

/** A row of the morning message stays below this, in characters of its JSON (house §5): twelve then fit a message. */
const ROW_UNITS = 950
const QUOTE_UNITS = 100
/** What happened, of a complaint: its clock says more besides. */
const STORY_UNITS = 60
/** Where there is room. */
const STORY_MOST = 180
/** A topic cut shorter than this says nothing. */
const TOPIC_UNITS = 24

/** The row of an account: what to do and its buttons, or what became of it. */
export function rowBlocks(line: Line, sheet: Sheet): KnownBlock[] {
  const state = stateOf(line.facts, sheet)
  if (state !== 'open') return [outcome(line.facts, state, sheet)]
  const buttons = rowButtons(line.facts, sheet)
  const room = ROW_UNITS - JSON.stringify([section(''), buttons]).length
  return [section(rowText(line, sheet, room)), buttons]
}

/** Account, why, whose it is, what else, how best, what was said last: the last of them as far as there is room. */
function rowText({ facts }: Line, sheet: Sheet, room: number): string {
  const { words, today, cal } = sheet
  let text = headText(facts, sheet, room)
  const due = facts.others.filter(
    ({ rule, on, repId }) => repId === facts.repId && nextWorkday(cal, on) <= today && !isMuted(facts, rule),
  )
  const rules = [...new Set(due.map((other) => dutyName(other, words)))]
  const optional = [
    rules.length > 0 && words.t('reasons.also', { rules: words.list(rules) }),
    bestWay(facts, { ...sheet, quote: short }),
  ]
  for (const part of optional) if (part && units(`${text}\n${part}`) <= room) text = `${text}\n${part}`
  return text + topicWithin(facts, sheet, room - units(text))
}

/** What something else that is asked for is called in a list or a sentence; a touch after a complaint says so (care-rules §4.6). */
const dutyName = ({ rule, afterComplaint }: Facts['others'][number], { t }: Words): string =>
  t(afterComplaint ? 'reasons.touchAfter' : `rules.${rule}`)

/** Account, why and whose it is; of a complaint what happened as far as there is room. */
function headText(facts: Facts, sheet: Sheet, room: number): string {
  const least = whyText(facts, sheet, isClock(facts.rule) ? STORY_UNITS : QUOTE_UNITS)
  const name = verbatimWithin(facts.account, Math.min(NAME_UNITS, room - 1 - units(least)))
  if (!isClock(facts.rule)) return `*${name}${least}`
  const left = room - units(`*${name}${whyText(facts, sheet, 0)}`)
  return `*${name}${whyText(facts, sheet, Math.min(STORY_MOST, left))}`
}

/** Why, and whose it is; words of others in at most so many units. */
function whyText(facts: Facts, sheet: Sheet, most: number): string {
  const { words, viewer, today } = sheet
  const away = viewer.covers.find(({ id }) => id === facts.repId)
  const reading: Reading = { ...sheet, quote: (text) => verbatimWithin(text, most) }
  const reasons = [
    reasonOf(facts, reading),
    away && words.t('reasons.standIn', { name: short(away.name), day: words.day(away.until, today) }),
  ]
  return `*${mark(facts, sheet)}\n${reasons.filter((part) => !!part).join('\n')}`
}

function topicWithin({ topic }: Facts, { words }: Sheet, room: number): string {
  const frame = `\n${words.t('reasons.topic', { topic: '' })}`
  const left = room - units(frame)
  if (!topic?.trim() || left < TOPIC_UNITS) return ''
  return `\n${words.t('reasons.topic', { topic: verbatimWithin(topic, left) })}`
}

/** Key and important accounts carry a mark (care-rules §10.3). */
function mark({ tier }: Facts, { words }: Sheet): string {
  if (tier === 'general') return ''
  return ` ${tier === 'key' ? '◆' : '◇'} ${words.t(`tiers.${tier}`)}`
}

// Plain objects, and the id once in the block's id: twelve rows of them have to fit.
const button = (action: string, text: string): Button => ({
  type: 'button',
  action_id: action,
  text: { type: 'plain_text', text },
})

const option = (text: string, value: string): PlainTextOption => ({
  text: { type: 'plain_text', text },
  value,
})

/** Where a button stands: the duty of its row and, in a list, the page. */
const rowId = (id: number, { page }: Sheet): string => (page === undefined ? `${id}` : `${id}.${page}`)

function rowButtons(facts: Facts, sheet: Sheet): ActionsBlock {
  const { words } = sheet
  const { id, needs } = facts
  const clock = clockButton(facts, sheet)
  const more: Overflow = {
    type: 'overflow',
    action_id: clock ? 'clocks.more' : 'digest.more',
    options: [
      ...(clock ? [option(words.t('clockRows.complaint'), 'complaint')] : []),
      option(words.t('digest.handOver'), 'hand-over'),
      option(words.t('digest.card'), 'card'),
      option(words.t('digest.why'), 'why'),
    ],
  }
  const log = button('digest.log', words.t('digest.log'))
  const elements = clock
    ? [clock]
    : [
        // Done with what a touch does not answer opens the questions.
        button(needs === 'word' ? 'cases.say' : 'digest.done', words.t('digest.done')),
        button('digest.snooze', words.t('digest.snooze')),
      ]
  return { type: 'actions', block_id: rowId(id, sheet), elements: [log, ...elements, more] }
}

/** A clock asks for an act of its complaint, and is never put off (care-rules §10.5). */
function clockButton({ rule, complaintId }: Facts, { words }: Sheet): Button | null {
  if (!isClock(rule) || complaintId === null) return null
  const act = MEETS[rule]
  return { ...button(`complaints.${act}`, words.t(`complaints.acts.${act}`)), value: String(complaintId) }
}

/** What became of a row, and how to take it back as long as that is possible. */
function outcome(facts: Facts, state: Exclude<State, 'open'>, sheet: Sheet): KnownBlock {
  const { words } = sheet
  const block = section([outcomeText(facts, state, sheet), nextText(facts, state, sheet)].join(' ').trim())
  const undo = undoable(facts, sheet)
  const mutedBy = state === 'muted' ? facts.mutedBy : null
  if (undo === null && mutedBy === null) return block
  const accessory =
    mutedBy === null
      ? { ...button('digest.undo', words.t('digest.undo')), value: String(undo) }
      : { ...button('complaints.show-card', words.t('clockRows.complaint')), value: String(mutedBy) }
  return { ...block, block_id: rowId(facts.id, sheet), accessory }
}

/** What the reader did last at the account, while it can be undone (care-rules §10.6). */
function undoable({ undoId, actorId, actedAt }: Facts, { viewer, now, settings }: Sheet): number | null {
  return actedAt && actorId === viewer.id && now < undoUntil(actedAt, settings) ? undoId : null
}

/** What is asked for at the account after what was done. */
function nextText(facts: Facts, state: State, { words, today, cal, settings }: Sheet): string {
  const next = facts.others.find(({ rule }) => !isMuted(facts, rule))
  const acted = state === 'closed' && (facts.closedHow === 'done' || facts.closedHow === 'logged')
  if (!acted || !next) return ''
  const rule = dutyName(next, words)
  const on = nextWorkday(cal, next.on)
  if (on <= today) return words.t('digest.stillDue', { rule })
  const every = beatOf({ ...facts, rule: next.rule }, settings)?.every
  const day = words.day(on, today)
  if (every === undefined) return words.t('digest.next', { day, rule })
  const tier = words.t(`tiers.${facts.tier}`)
  return words.t('digest.nextRhythm', { day, tier, every: everyText(words, every) })
}
