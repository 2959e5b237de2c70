import type { ModalView } from '@slack/types'
import { addDays, type Day } from '../../care/calendar.ts'
import { field, plain, section } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
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
