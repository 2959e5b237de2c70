import type { ModalView, SectionBlock } from '@slack/types'
import { mayPutRight } from '../../care/approval.ts'
import { decimalMoney } from '../../care/money.ts'
import { button, context, plain, section, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Viewer } from '../accounts/queries.ts'
import { doneLine, type Reader } from '../complaint-duties/views.ts'
import type { DoneDuty } from '../complaint-steps/queries.ts'
import type { Complaint } from '../complaints/queries.ts'

/** What was done, each with a button for whoever may change it. */
export function changesModal(reader: Reader & Viewer, complaint: Complaint): ModalView {
  const { t } = reader.words
  const done = complaint.duties.filter(({ approval }) => approval !== 'rejected')
  const isTheirs = ({ doneBy }: DoneDuty): boolean => mayPutRight(reader, { ...complaint, doneBy })
  const line = (one: DoneDuty): SectionBlock => ({
    ...section(doneLine(one, reader)),
    block_id: `done-${one.duty}`,
    ...(isTheirs(one) && {
      accessory: button('complaints.change-duty', t('complaintChanges.change'), String(one.id)),
    }),
  })
  return {
    type: 'modal',
    callback_id: 'complaints.changes',
    private_metadata: JSON.stringify({ complaint: complaint.id }),
    title: plain(t('complaintChanges.title'), 24),
    close: plain(t('complaintDuties.close'), 24),
    blocks: stack(
      section(`*${verbatim(complaint.account, 150)}*`),
      ...done.map(line),
      !done.every(isTheirs) && context(t('complaintChanges.theirs')),
    ),
  }
}

/** What was done, as it stands in the fields of its step. */
export const typedOf = ({ duty, words, whoId, byOn, remedy, amount, currency }: DoneDuty) => ({
  [duty]: words,
  who: whoId,
  byOn,
  remedy,
  amount: amount !== null && currency !== null ? decimalMoney(amount, currency) : null,
})
