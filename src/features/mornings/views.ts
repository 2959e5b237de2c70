import { createHash } from 'node:crypto'
import type { Settings } from '../../care/settings.ts'
import { lintBlocks } from '../../slack/lint.ts'
import { wordsFor } from '../../words/words.ts'
import type { Shown } from '../digest/queries.ts'
import { type Message, morningMessage, plainMorning } from '../digest/views.ts'
import type { Sheet } from '../digest-states/views.ts'
import type { Viewer } from '../viewers/queries.ts'

/** How somebody reads their digest at `now`. */
export function sheetOf(viewer: Viewer, settings: Settings, now: Date): Sheet {
  const { date: today, zone, cal, locale } = viewer
  return { viewer, today, zone, cal, settings, now, words: wordsFor(locale) }
}

/** The morning message of a member, and the plain one for when Slack refuses its blocks. */
export function morningFor(
  { viewer, shown }: { viewer: Viewer; shown: Shown },
  settings: Settings,
  now: Date,
): { message: Message | null; plain: () => { text: string }; wrong: string[]; hash: string } {
  const sheet = sheetOf(viewer, settings, now)
  const message = morningMessage(shown, sheet)
  const wrong = lintBlocks(message)
  return {
    message: wrong.length === 0 ? message : null,
    plain: () => plainMorning(shown, sheet),
    wrong,
    hash: createHash('sha256').update(JSON.stringify(message)).digest('base64url'),
  }
}
