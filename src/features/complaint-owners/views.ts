import type { ModalView } from '@slack/types'
import { actions, button, field, plain, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { mention, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { ComplaintPlace } from '../complaint-acts/forms.ts'
import type { Complaint } from '../complaints/queries.ts'

/** Who works on a complaint from now on. */
export function handOverComplaintModal(
  { t }: Words,
  { account, facts }: Complaint,
  place: ComplaintPlace,
): ModalView {
  return {
    type: 'modal',
    callback_id: 'complaints.handed-over',
    private_metadata: JSON.stringify(place),
    title: plain(t('followUps.handOverTitle'), 24),
    submit: plain(t('followUps.handOver'), 24),
    close: plain(t('followUps.cancel'), 24),
    blocks: [
      section(t('complaintOwners.what', { account: verbatim(account, 150), facts: verbatim(facts, 600) })),
      field('to', t('followUps.to'), { type: 'users_select' }, { hint: t('complaintOwners.toHint') }),
    ],
  }
}

/** Who works on it now, and how to take that back. */
export function handedOverComplaint({ t }: Words, { id, account }: Complaint, to: string): Said {
  const text = t('complaintOwners.handedOver', { account: verbatim(account, 150), who: mention(to) })
  const undo = button('complaints.take-back', t('undo.button'), String(id))
  return { text, blocks: [section(text), actions('handed-over', undo)] }
}

/** The hand-over was taken back. */
export function takenBackAnswer({ t }: Words, { account }: Complaint): Said {
  const text = t('complaintOwners.takenBack', { account: verbatim(account, 150) })
  return { text, blocks: [section(text)] }
}
