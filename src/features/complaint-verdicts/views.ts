import type { KnownBlock, ModalView } from '@slack/types'
import { attemptsMissing, attemptsOf } from '../../care/complaint.ts'
import { type Day, dayIn } from '../../care/calendar.ts'
import type { Settings } from '../../care/settings.ts'
import { actions, button, context, field, option, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { VerdictPlace } from './forms.ts'

interface Reader {
  words: Words
  /** IANA name. */
  zone: string
  now: Date
  settings: Settings
}

/** Whether it is solved and how satisfied they are; closing without a verdict is offered after enough attempts. */
export function verdictModal(complaint: Complaint, place: VerdictPlace, reader: Reader): ModalView {
  const { words, now } = reader
  const { t } = words
  const picked = { type: 'datetimepicker' as const, initial_date_time: Math.floor(now.getTime() / 1000) }
  return {
    type: 'modal',
    callback_id: 'complaints.heard',
    private_metadata: JSON.stringify(place),
    title: plain(t('complaintVerdicts.title'), 24),
    submit: plain(t('complaintVerdicts.save'), 24),
    close: plain(t('complaints.cancel'), 24),
    blocks: stack(
      section(aboutLines(complaint, reader).join('\n')),
      ...answerFields(complaint, reader),
      field(
        'words',
        t('complaintVerdicts.words'),
        { type: 'plain_text_input', multiline: true, max_length: 3000 },
        { optional: true },
      ),
      field('saidAt', t('complaintVerdicts.saidAt'), picked),
      context(attemptLine(complaint, reader)),
    ),
  }
}

function aboutLines({ account, solution }: Complaint, { words, zone, now }: Reader): string[] {
  const head = `*${verbatim(account, 150)}*`
  if (!solution) return [head]
  const day = words.day(solution.byOn, dayIn(zone, now))
  return [head, words.t('complaints.solution', { words: verbatim(solution.words, 600), day })]
}

function answerFields(complaint: Complaint, { words: { t }, settings }: Reader): KnownBlock[] {
  const enough = attemptsMissing(attemptsOf(complaint), settings) === 0
  const answers = [
    option(t('complaintVerdicts.yes'), 'yes'),
    option(t('complaintVerdicts.no'), 'no'),
    option(t('complaintVerdicts.notReached'), 'not-reached'),
    ...(enough ? [option(t('complaintVerdicts.without'), 'close')] : []),
  ]
  const scores = ['1', '2', '3', '4', '5'].map((score) => option(score, score))
  return [
    field('solved', t('complaintVerdicts.solved'), { type: 'radio_buttons', options: answers }),
    field(
      'satisfaction',
      t('complaintVerdicts.satisfaction'),
      { type: 'static_select', options: scores },
      { optional: true, hint: t('complaintVerdicts.satisfactionHint') },
    ),
  ]
}

/** How often it was tried, and how often it must be before the complaint can be closed without a verdict. */
function attemptLine(complaint: Complaint, { words, zone, now, settings }: Reader): string {
  const { t } = words
  const today = dayIn(zone, now)
  const attempts = attemptsOf(complaint)
  const days = words.list(attempts.map((at) => words.day(dayIn(zone, at), today)))
  const tried = attempts.length > 0 && t('complaints.attempts', { count: attempts.length, days })
  const count = attemptsMissing(attempts, settings)
  const rest = count > 0 ? t('complaintVerdicts.missing', { count }) : t('complaintVerdicts.enough')
  return [tried, rest].filter((line) => typeof line === 'string').join('. ')
}

/** What came of it: closed, open again, or one attempt more. */
export type Heard = { complaint: Complaint } & (
  | { kind: 'closed' | 'again'; touches: Day[] }
  | { kind: 'attempt'; missing: number }
)

/** What whoever wrote it down is told: what is next, and when. */
export function heardAnswer(heard: Heard, reader: Reader): Said {
  const { complaint } = heard
  const text = heardLines(heard, reader).join('\n')
  const show = button('complaints.show-card', reader.words.t('complaints.show'), String(complaint.id))
  return { text, blocks: [section(text), actions('heard', show)] }
}

function heardLines(heard: Heard, { words, zone, now, settings }: Reader): string[] {
  const { t } = words
  const account = verbatim(heard.complaint.account, 150)
  if (heard.kind === 'again') return [t('complaintVerdicts.again', { account })]
  if (heard.kind === 'attempt') {
    const count = heard.missing
    const rest = count > 0 ? t('complaintVerdicts.missing', { count }) : t('complaintVerdicts.enough')
    return [t('complaintVerdicts.attempted', { account }), rest]
  }
  const today = dayIn(zone, now)
  const days = words.list(heard.touches.map((on) => words.day(on, today)))
  return [
    t('complaintVerdicts.closed', { account, count: settings.reviewDays }),
    ...(heard.touches.length > 0 ? [t('complaintVerdicts.touches', { days })] : []),
  ]
}
