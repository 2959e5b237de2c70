import type { ContextBlock, KnownBlock, ModalView } from '@slack/types'
import { addDays, type Day, day } from '../../care/calendar.ts'
import { FOUR_DUTIES, type FourDuty, REMEDIES } from '../../care/complaint.ts'
import { decimalsOf } from '../../care/money.ts'
import type { Settings } from '../../care/settings.ts'
import { context, field, option, plain, section, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Viewer } from '../accounts/queries.ts'
import { wordsField } from '../complaint-acts/views.ts'
import type { DoneDuty } from '../complaint-steps/queries.ts'
import { choicesText, doneText, offerText } from '../complaint-steps/views.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { Done, DutyPlace } from './forms.ts'

/** Who fills the modal in, and what the workspace says of money. */
export interface Reader {
  id: string
  words: Words
  zone: string
  today: Day
  currency: string
  /** Major units. */
  limit: number
}

/** Whoever asks, as the modal's reader. */
export const dutyReader = ({ reader, today, workspace }: Asking) => ({
  ...reader,
  today,
  currency: workspace.currency,
  limit: workspace.settings.approvalLimit,
})

interface Asking {
  reader: Viewer & { words: Words; zone: string }
  today: Day
  workspace: { currency: string; settings: Pick<Settings, 'approvalLimit'> }
}

/** What a colleague did while somebody wrote the same. */
export interface Overtaken {
  faster: DoneDuty
  yours: Done
}

interface Step {
  place: DutyPlace
  overtaken?: Overtaken | undefined
  /** What was typed before, by field. */
  typed?: Record<string, unknown>
  hint?: ContextBlock
}

/** One step of the four duties: what was done so far stands above its fields (care-rules §5.1). */
export function dutyModal(reader: Reader, complaint: Complaint, step: Step): ModalView {
  const { t } = reader.words
  const { duty } = step.place
  const nth = FOUR_DUTIES.indexOf(duty) + 1
  const isLast = nth === FOUR_DUTIES.length
  const isChange = step.place.changes !== undefined
  return {
    type: 'modal',
    callback_id: isChange ? 'complaints.changed' : 'complaints.duty',
    private_metadata: JSON.stringify(step.place),
    title: plain(t(`complaints.duties.${duty}`), 24),
    submit: plain(
      t(isChange ? 'complaintChanges.save' : isLast ? 'complaintDuties.finish' : 'complaintDuties.next'),
      24,
    ),
    close: plain(t('complaintDuties.close'), 24),
    blocks: stack(
      ...(step.overtaken ? overtakenBlocks(reader, step.overtaken) : []),
      section(`*${verbatim(complaint.account, 150)}*\n${verbatim(complaint.facts, 300)}`),
      ...doneBlocks(reader, complaint),
      section(
        t('complaintDuties.progress', { nth, count: FOUR_DUTIES.length, duty: dutyName(duty, reader) }),
      ),
      ...fieldsOf(reader, duty, step),
    ),
  }
}

/** Colleagues did what was left. */
export function allDoneModal(reader: Reader, complaint: Complaint, overtaken: Overtaken): ModalView {
  const { t } = reader.words
  return {
    type: 'modal',
    callback_id: 'complaints.duties-done',
    title: plain(t('complaints.acts.duties'), 24),
    close: plain(t('complaintDuties.close'), 24),
    blocks: [
      ...overtakenBlocks(reader, overtaken),
      ...doneBlocks(reader, complaint),
      section(t('complaintDuties.allDone')),
    ],
  }
}

const dutyName = (duty: FourDuty, { words }: Reader): string => words.t(`complaints.duties.${duty}`)

const when = (at: Date, { today, zone }: Reader) => ({ at, today, zone })

/** Of what was done a line shows so many units. */
const WRITTEN = 300

const doneBlocks = (reader: Reader, { duties }: Complaint): KnownBlock[] =>
  duties.map((done) => context(doneLine(done, reader)))

/** What was done, by whom and when, or who did not approve it. */
export function doneLine(done: DoneDuty, reader: Reader): string {
  const isRejected = done.approval === 'rejected'
  return reader.words.t(isRejected ? 'complaintDuties.rejected' : 'complaintDuties.done', {
    duty: dutyName(done.duty, reader),
    who: verbatim((isRejected ? done.approver : done.doer) ?? '–', 60),
    when: when(isRejected ? (done.approvedAt ?? done.doneAt) : done.doneAt, reader),
    words: doneText(done, reader, WRITTEN),
    why: verbatim(done.approvalWords),
  })
}

/** Who did it, and what stood in the fields of whoever was slower. */
function overtakenBlocks(reader: Reader, { faster, yours }: Overtaken): KnownBlock[] {
  const { t } = reader.words
  const who = verbatim(faster.doer ?? '–', 60)
  const said = t('complaintDuties.faster', {
    who,
    duty: dutyName(faster.duty, reader),
    when: when(faster.doneAt, reader),
  })
  const choices = choicesText({ ...yours, duty: faster.duty, who: null, currency: reader.currency }, reader)
  return stack(
    section(said),
    // As plain text: three thousand characters stay so many.
    yours.words !== '' && { type: 'section', text: plain(yours.words, 3000) },
    choices !== '' && context(choices),
  )
}

function fieldsOf(reader: Reader, duty: FourDuty, { typed = {}, hint }: Step): KnownBlock[] {
  const { t } = reader.words
  const isOptional = duty === 'compensate'
  const words = field(duty, t(`complaintDuties.fields.${duty}`), wordsField(typed[duty]), {
    optional: isOptional,
    hint: t(`complaintDuties.hints.${duty}`),
  })
  if (duty === 'act') return stack(words, hint, ...actFields(reader, typed))
  if (duty === 'compensate') return stack(remedyField(reader, typed), words, hint, amountField(reader, typed))
  return stack(words, hint)
}

function actFields({ words: { t }, id, today }: Reader, typed: Record<string, unknown>): KnownBlock[] {
  const who = typeof typed['who'] === 'string' ? typed['who'] : id
  const byOn = typeof typed['byOn'] === 'string' ? day(typed['byOn']) : addDays(today, 1)
  return [
    field('who', t('complaintDuties.fields.who'), { type: 'users_select', initial_user: who }),
    field('byOn', t('complaintDuties.fields.byOn'), { type: 'datepicker', initial_date: byOn }),
  ]
}

function remedyField({ words }: Reader, typed: Record<string, unknown>): KnownBlock {
  const { t } = words
  const options = REMEDIES.map((remedy) =>
    option(offerText({ remedy, amount: null, currency: null }, words), remedy),
  )
  const chosen = options.find(({ value }) => value === typed['remedy'])
  return field('remedy', t('complaintDuties.fields.remedy'), {
    type: 'static_select',
    options,
    ...(chosen && { initial_option: chosen }),
  })
}

function amountField({ words, currency, limit }: Reader, typed: Record<string, unknown>): KnownBlock {
  const { t } = words
  const most = words.money(limit * 10 ** decimalsOf(currency), currency)
  const typedBefore = typed['amount']
  return field(
    'amount',
    t('complaintDuties.fields.amount', { currency }),
    {
      type: 'plain_text_input',
      max_length: 20,
      ...(typeof typedBefore === 'string' && typedBefore !== '' && { initial_value: typedBefore }),
    },
    { optional: true, hint: t('complaintDuties.hints.amount', { money: most }) },
  )
}
