import type { KnownBlock } from '@slack/types'
import { LANES } from '../../care/morning.ts'
import { actions, button, context, header, section, stack } from '../../slack/blocks.ts'
import { fit, verbatim } from '../../slack/text.ts'
import type { Key } from '../../words/words.ts'
import type { Shown } from './queries.ts'
import type { Line } from '../reasons/queries.ts'
import { rowBlocks } from '../digest-rows/views.ts'
import { type Sheet, stateOf } from '../digest-states/views.ts'
import { reasonOf } from '../reasons/views.ts'

/** What is posted: blocks, and the text of the notification, never empty. */
export interface Message {
  text: string
  blocks: KnownBlock[]
}

/** The morning message (care-rules §10): a greeting, the lanes with their rows, and what did not fit. */
export function morningMessage(shown: Shown, sheet: Sheet): Message {
  const { words, viewer } = sheet
  const count = shown.lines.length + shown.more
  const greeting = header(words.t(greetingOf(sheet), { name: viewer.name }))
  if (count === 0) {
    const text = emptyText(shown, sheet)
    return { text, blocks: [greeting, section(text)] }
  }
  const left = shown.more > 0 || shown.lines.some(({ facts }) => stateOf(facts, sheet) === 'open')
  const day = words.day(shown.date, shown.date)
  const about = left ? words.t('digest.count', { count, day }) : words.t('digest.allDone')
  return {
    text: notice(shown, sheet),
    blocks: stack(greeting, context(about), ...laneBlocks(shown.lines, sheet), moreButton(shown.more, sheet)),
  }
}

/** The rows under the headings of their lanes, in the order of the lanes. */
export function laneBlocks(lines: readonly Line[], sheet: Sheet): KnownBlock[] {
  return LANES.flatMap((lane) => {
    const inLane = lines.filter((line) => line.lane === lane)
    if (inLane.length === 0) return []
    const heading = section(`*${sheet.words.t(`digest.lanes.${lane}`)}*`)
    return [heading, ...inLane.flatMap((line) => rowBlocks(line, sheet))]
  })
}

function moreButton(more: number, { words }: Sheet): KnownBlock | null {
  return more > 0
    ? actions('more', button('digest.page', words.t('digest.more', { count: more }), '1'))
    : null
}

/** “Good morning” until noon; a member may have chosen another hour. */
function greetingOf({ viewer: { hour } }: Sheet): Key {
  if (hour < '12:00') return 'digest.morning'
  return hour < '18:00' ? 'digest.afternoon' : 'digest.evening'
}

export function emptyText({ date, nextOn }: Shown, { words }: Sheet): string {
  const day = words.day(date, date)
  if (!nextOn) return words.t('digest.empty', { day })
  return words.t('digest.emptyNext', { day, next: words.day(nextOn, date) })
}

/** Names are few and short: a phone shows two lines of a notification. */
const NAMES = 3
const NAME_GRAPHEMES = 40

export function notice({ lines, more }: Shown, { words }: Sheet): string {
  const names = lines.slice(0, NAMES).map(({ facts }) => verbatim(facts.account, NAME_GRAPHEMES))
  const count = lines.length + more
  const key = count > names.length ? 'digest.noticeFirst' : 'digest.notice'
  return words.t(key, { count, names: words.list(names) })
}

/** The same without buttons, for when Slack refuses the blocks: never nothing. */
export function plainMorning(shown: Shown, sheet: Sheet): { text: string } {
  const { words } = sheet
  const rows = shown.lines.map(
    ({ facts }) =>
      `• ${verbatim(facts.account, 60)}: ${reasonOf(facts, { ...sheet, quote: (text) => verbatim(text, 60) })}`,
  )
  return { text: fit([notice(shown, sheet), ...rows, words.t('digest.plain')].join('\n'), 4000) }
}
