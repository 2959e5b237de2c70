import type { ContextBlock, ModalView } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { falseComfort } from '../../care/false-comfort.ts'
import { actions, button, context, field, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { fit, moment, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { ComplaintPlace } from './forms.ts'

/** A better sentence for the customer, where these words play their feeling down (care-rules §5.2). */
export function comfortHint({ t }: Words, text: string): ContextBlock | null {
  const comfort = falseComfort(text)
  if (!comfort) return null
  const found = verbatim(comfort.found, 60)
  return context(t('falseComfort.hint', { found, better: t(`falseComfort.${comfort.better}`) }))
}

/** Slack takes no more in a field. */
const MOST = 3000

/** A field for words, as far as they were written. */
export const wordsField = (initial: unknown) => ({
  type: 'plain_text_input' as const,
  multiline: true,
  max_length: MOST,
  ...(typeof initial === 'string' && initial !== '' && { initial_value: fit(initial, MOST) }),
})

/** What was promised to the customer, and by when; with a hint what was written comes back. */
export function solutionModal(
  { t }: Words,
  complaint: Complaint,
  place: ComplaintPlace,
  written: { words: string; byOn: Day },
  hint: ContextBlock | null = null,
): ModalView {
  return {
    type: 'modal',
    callback_id: 'complaints.solved',
    private_metadata: JSON.stringify(place),
    title: plain(t('complaints.solveTitle'), 24),
    submit: plain(t('complaints.solveSave'), 24),
    close: plain(t('complaints.cancel'), 24),
    blocks: stack(
      section(`*${verbatim(complaint.account, 150)}*\n${verbatim(complaint.facts, 600)}`),
      field('words', t('complaints.solveWords'), wordsField(written.words)),
      hint,
      field('byOn', t('complaints.solveBy'), { type: 'datepicker', initial_date: written.byOn }),
    ),
  }
}

/** What a manager is told of a complaint that is open again: the customer’s answer in their words, else who opened it. */
export function reopenedMessage(
  complaint: Complaint,
  { round, who }: { round: number; who: string },
  { words, zone }: { words: Words; zone: string },
): Said {
  const { t } = words
  const account = verbatim(complaint.account, 150)
  const heard = complaint.verdicts.findLast((one) => one.kind === 'verdict' && one.round === round - 1)
  const isBad = heard !== undefined && !(heard.solved && heard.satisfied)
  const solved = t(heard?.solved ? 'complaints.solvedYes' : 'complaints.solvedNo')
  const said = t('complaintVerdicts.said', { solved, score: heard?.satisfaction ?? '–' })
  const text = isBad
    ? t('complaintVerdicts.againAfter', { account, said })
    : t('complaintVerdicts.againBy', { account, who: verbatim(who, 60) })
  const due = complaint.clocks.find((one) => one.clock === 'solution' && one.round === round)?.dueAt
  const quoted = isBad && heard.words !== '' && `> ${verbatim(heard.words, 600)}`
  return {
    text,
    blocks: stack(
      section([text, ...(quoted ? [quoted] : [])].join('\n')),
      due && section(t('complaintVerdicts.solutionBy', { due: moment(due, words.moment(due, zone)) })),
      actions('reopened', button('complaints.show-card', t('complaints.show'), String(complaint.id))),
    ),
  }
}
