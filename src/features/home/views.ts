import type { HomeView } from '@slack/types'
import type { Reader } from '../../slack/ask.ts'
import { actions, button, header, section, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Morning } from '../mornings/queries.ts'
import { firstSteps } from '../welcome/views.ts'

/** What can be typed, and what was not understood. */
export function help({ words }: Reader, unknown?: string): string {
  const lines = unknown ? [words.t('home.unknown', { text: verbatim(unknown, 60) })] : []
  return [...lines, words.t('home.help')].join('\n')
}

/** What became of a morning message that did not come for certain; nothing is said of one that did, or of a day off. */
function missedText(words: Words, { state, why }: Morning): string | undefined {
  if (state === 'unknown') return words.t('home.morningUnknown')
  if (state !== 'skipped' || ['weekend', 'holiday', 'leave', 'empty'].includes(why ?? '')) return undefined
  return words.t(why === 'late' ? 'home.morningLate' : 'home.morningRefused')
}

/** The App Home: what Tend does for this reader, and the doors to it. */
export function homeView(
  reader: Reader,
  hour: string,
  {
    anyCustomers,
    morning,
    waiting,
  }: { anyCustomers: boolean; morning: Morning | undefined; waiting: string | null },
): HomeView {
  const { words, role } = reader
  const { t } = words
  const missed = morning && missedText(words, morning)
  return {
    type: 'home',
    blocks: stack(
      header(t('home.helloTitle')),
      section(t('home.hello', { name: verbatim(reader.name), hour, zone: reader.zone })),
      missed !== undefined && section(missed),
      waiting !== null && section(waiting),
      !anyCustomers && section(firstSteps(words, role)),
      actions(
        undefined,
        button('home.settings', t('home.settings'), 'open'),
        ...(role === 'admin' ? [button('home.team', t('home.team'), 'open')] : []),
      ),
      section(t('home.help')),
    ),
  }
}
