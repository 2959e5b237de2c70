import type { ModalView } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { CAUSES } from '../../care/playbook.ts'
import { context, field, option, plain, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { evidenceText } from '../evidence/views.ts'
import type { Purchases } from '../purchases/queries.ts'
import { purchaseLines } from '../purchases/views.ts'
import { type CasePlace, type CaseSaid, SAID_ENDINGS } from './forms.ts'
import type { KeptReason } from '../../care/warning.ts'
import type { Case } from './queries.ts'

/** A case to be worked: what speaks for it, and what the account bought. */
interface Open {
  known: Case
  reasons: readonly KeptReason[]
  purchases: Purchases
  today: Day
}

/** The modal in which a rep says why a customer may leave, or how it ended. */
export function caseModal(
  words: Words,
  { known, reasons, purchases, today }: Open,
  place: CasePlace,
): ModalView {
  const { t } = words
  const causes = CAUSES.map((cause) => option(t(`warnings.causes.${cause}`), cause))
  const chosen = causes.find(({ value }) => value === known.cause)
  const outcomes = SAID_ENDINGS.map((how) => option(t(`warnings.endings.${how}`), how))
  const still = option(t('warnings.still'), 'open')
  return {
    type: 'modal',
    callback_id: 'warnings.work',
    private_metadata: JSON.stringify(place),
    title: plain(t('warnings.title'), 24),
    submit: plain(t('warnings.save'), 24),
    close: plain(t('warnings.cancel'), 24),
    blocks: [
      section(`*${verbatim(known.account, 150)}*`),
      context(reasons.map((reason) => `• ${evidenceText(words, reason, today)}`).join('\n') || '–'),
      field(
        'cause',
        t('warnings.cause'),
        { type: 'static_select', options: causes, ...(chosen && { initial_option: chosen }) },
        { optional: true },
      ),
      field(
        'outcome',
        t('warnings.outcome'),
        { type: 'static_select', options: [still, ...outcomes], initial_option: still },
        { optional: true },
      ),
      field(
        'words',
        t('warnings.words'),
        { type: 'plain_text_input', multiline: true, max_length: 3000 },
        { optional: true, hint: t('warnings.wordsHint') },
      ),
      ...purchaseLines(words, purchases),
    ],
  }
}

/** What was written down, and what is asked next. */
export function workedAnswer(words: Words, known: Case, said: CaseSaid, today: Day): Said {
  const account = verbatim(known.account, 80)
  if (known.endedHow)
    return inWords(words.t('warnings.ended', { account, how: words.t(`warnings.endings.${known.endedHow}`) }))
  const what = said.cause ? words.t(`warnings.causes.${said.cause}`) : ''
  const next = said.cause ? words.t(`warnings.plays.${said.cause}`) : words.day(today)
  return inWords(words.t('warnings.noted', { account, what, next }))
}

const inWords = (text: string): Said => ({ text, blocks: [section(text)] })
