import type { ModalView } from '@slack/types'
import { addDays, type Day } from '../../care/calendar.ts'
import { actions, button, field, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { moment, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { ComplaintPlace } from './forms.ts'

/** What was promised to the customer, and by when. */
export function solutionModal(
  { t }: Words,
  complaint: Complaint,
  place: ComplaintPlace,
  today: Day,
): ModalView {
  return {
    type: 'modal',
    callback_id: 'complaints.solved',
    private_metadata: JSON.stringify(place),
    title: plain(t('complaints.solveTitle'), 24),
    submit: plain(t('complaints.solveSave'), 24),
    close: plain(t('complaints.cancel'), 24),
    blocks: [
      section(`*${verbatim(complaint.account, 150)}*\n${verbatim(complaint.facts, 600)}`),
      field('words', t('complaints.solveWords'), {
        type: 'plain_text_input',
        multiline: true,
        max_length: 3000,
      }),
      field('byOn', t('complaints.solveBy'), { type: 'datepicker', initial_date: addDays(today, 1) }),
    ],
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
