import type { HomeView } from '@slack/types'
import type { Reader } from '../../slack/ask.ts'
import { actions, button, header, section, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import { firstSteps } from '../welcome/views.ts'

/** What can be typed, and what was not understood. */
export function help({ words }: Reader, unknown?: string): string {
  const lines = unknown ? [words.t('home.unknown', { text: verbatim(unknown, 60) })] : []
  return [...lines, words.t('home.help')].join('\n')
}

/** The App Home: what Tend does for this reader, and the doors to it. */
export function homeView(
  reader: Reader,
  hour: string,
  { anyCustomers }: { anyCustomers: boolean },
): HomeView {
  const { words, role } = reader
  const { t } = words
  return {
    type: 'home',
    blocks: stack(
      header(t('home.helloTitle')),
      section(t('home.hello', { name: verbatim(reader.name), hour, zone: reader.zone })),
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
