import type { KnownBlock, ModalView } from '@slack/types'
import { actions, button, context, field, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { mention, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { CardReader } from '../complaint-card/views.ts'
import { wordsField } from '../complaint-acts/views.ts'
import { written } from '../complaint-outcome/views.ts'
import type { DoneDuty } from '../complaint-steps/queries.ts'
import { offerText } from '../complaint-steps/views.ts'
import type { Complaint } from '../complaints/queries.ts'

/** Of what people wrote so much is shown. */
const WRITTEN = 600

const factsOf = (complaint: Complaint, compensation: DoneDuty, words: Words) => ({
  account: verbatim(complaint.account, 150),
  who: verbatim(compensation.doer ?? '–', 60),
  offer: offerText(compensation, words),
})

/** What a manager decides about: whose complaint, what is offered, and why. */
function questionBlocks(complaint: Complaint, compensation: DoneDuty, words: Words): KnownBlock[] {
  const { t } = words
  return stack(
    section(t('complaintApprovals.question', factsOf(complaint, compensation, words))),
    section(
      [
        t('complaintApprovals.facts', { words: written(complaint.facts) }),
        t('complaintApprovals.offered', { words: written(compensation.words) }),
      ].join('\n'),
    ),
    complaint.retiredAt !== null && context(t('complaints.retired')),
  )
}

/** Whether a manager’s decision is still waited for; the customer has a promise, also where the complaint is closed. */
export const isAsked = (complaint: Complaint, { approval, round, replacedAt }: DoneDuty): boolean =>
  approval === 'waiting' && !replacedAt && complaint.round === round

/** The question to a manager, and what stands in its place afterwards. */
export function questionMessage(complaint: Complaint, compensation: DoneDuty, reader: CardReader): Said {
  const { words } = reader
  if (!isAsked(complaint, compensation)) {
    const said =
      compensation.approval === 'waiting'
        ? words.t('complaintApprovals.over', factsOf(complaint, compensation, words))
        : decidedText(complaint, compensation, reader)
    return { text: said, blocks: [section(said), showCard(complaint, words)] }
  }
  const id = String(compensation.id)
  return {
    text: words.t('complaintApprovals.question', factsOf(complaint, compensation, words)),
    blocks: [
      ...questionBlocks(complaint, compensation, words),
      actions(
        `approval-${id}`,
        button('complaints.approve', words.t('complaintApprovals.approve'), id, { style: 'primary' }),
        button('complaints.reject', words.t('complaintApprovals.reject'), id, { style: 'danger' }),
        button('complaints.show-card', words.t('complaints.show'), String(complaint.id)),
      ),
    ],
  }
}

const showCard = ({ id }: Complaint, { t }: Words): KnownBlock =>
  actions(`approval-card-${id}`, button('complaints.show-card', t('complaints.show'), String(id)))

function decidedText(complaint: Complaint, compensation: DoneDuty, { words, zone }: CardReader): string {
  const { approval, approver, approvedAt, approvalWords } = compensation
  const key = approval === 'approved' ? 'complaintApprovals.approved' : 'complaintApprovals.rejected'
  const said = words.t(key, {
    ...factsOf(complaint, compensation, words),
    who: verbatim(approver ?? '–', 60),
    date: words.moment(approvedAt ?? compensation.doneAt, zone),
  })
  return approvalWords === '' ? said : `${said}\n${quote(approvalWords, words)}`
}

const quote = (text: string, { t }: Words): string =>
  t('complaintApprovals.words', { words: verbatim(text, WRITTEN) })

/** What is told in the thread with a decision: its words, and to whoever works on it what to do. */
export function decisionText(
  complaint: Complaint,
  compensation: DoneDuty,
  detail: Record<string, unknown>,
  words: Words,
): string {
  if (detail['alone'] === true) return words.t('complaintApprovals.alone')
  const said = compensation.approvalWords === '' ? [] : [quote(compensation.approvalWords, words)]
  const { ownerId } = complaint
  const isAgain = compensation.approval === 'rejected' && ownerId !== null
  const key = complaint.closedAt ? 'complaintApprovals.againClosed' : 'complaintApprovals.again'
  const next = isAgain ? [words.t(key, { who: mention(ownerId) })] : []
  return [...said, ...next].join('\n')
}

/** Asks for words with a decision. */
export function decisionModal(
  decision: 'approve' | 'reject',
  complaint: Complaint,
  compensation: DoneDuty,
  words: Words,
): ModalView {
  const { t } = words
  const isYes = decision === 'approve'
  return {
    type: 'modal',
    callback_id: isYes ? 'complaints.approved' : 'complaints.rejected',
    private_metadata: JSON.stringify({ compensation: compensation.id }),
    title: plain(t(`complaintApprovals.${decision}`), 24),
    submit: plain(t(`complaintApprovals.${decision}`), 24),
    close: plain(t('complaints.cancel'), 24),
    blocks: [
      ...questionBlocks(complaint, compensation, words),
      field(
        'words',
        t(isYes ? 'complaintApprovals.yesWords' : 'complaintApprovals.noWords'),
        wordsField(''),
        {
          optional: isYes,
        },
      ),
    ],
  }
}
