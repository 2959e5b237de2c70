import type { KnownBlock } from '@slack/types'
import { skipReason } from '../../care/morning-hour.ts'
import type { Settings } from '../../care/settings.ts'
import { actions, button, context, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { mention } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { emptyText, laneBlocks, notice } from '../digest/views.ts'
import type { Sheet } from '../digest-states/views.ts'
import { sheetOf } from '../mornings/views.ts'
import type { TodayPage } from './queries.ts'

/** A page of today's list, with the buttons of the morning message; on a free day it says so. */
export function todayList(list: TodayPage, settings: Settings, now: Date): Said {
  const sheet: Sheet = { ...sheetOf(list.viewer, settings, now), page: list.page }
  const { words, today } = sheet
  const heading = `*${words.t('digest.today', { day: words.day(today, today) })}*`
  const free = freeText(list, sheet)
  const shown = { date: today, ...list }
  if (list.lines.length === 0) {
    const text =
      list.viewer.hasWork || list.viewer.covers.length > 0
        ? emptyText(shown, sheet)
        : words.t('digest.nobody')
    return { text, blocks: stack(section(text), free !== null && context(free)) }
  }
  return {
    text: notice(shown, sheet),
    blocks: stack(
      section(heading),
      free !== null && context(free),
      ...laneBlocks(list.lines, sheet),
      pages(list, words),
    ),
  }
}

function freeText({ viewer, standIn }: TodayPage, { words, today }: Sheet): string | null {
  const off = skipReason(viewer, viewer.date, viewer.cal)
  if (!off) return null
  if (off !== 'leave') return words.t(`digest.free.${off}`, { day: words.day(today, today) })
  return standIn
    ? words.t('digest.free.leave', { standIn: mention(standIn) })
    : words.t('digest.free.leaveAlone')
}

function pages({ page, more }: TodayPage, words: Words): KnownBlock | null {
  const back = page > 0 && button('digest.back', words.t('digest.back'), String(page - 1))
  const on = more > 0 && button('digest.page', words.t('digest.more', { count: more }), String(page + 1))
  const buttons = [back, on].filter((element) => !!element)
  return buttons.length > 0 ? actions('pages', ...buttons) : null
}

/** What `/today help` says. */
export function usage(words: Words): Said {
  const text = words.t('digest.usage')
  return { text, blocks: [section(text)] }
}
