import type { KnownBlock, ModalView } from '@slack/types'
import type { Repeats } from '../../care/complaint-cause.ts'
import type { Day } from '../../care/calendar.ts'
import type { Settings } from '../../care/settings.ts'
import type { Role } from '../../db/schema.ts'
import { actions, button, context, field, option, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { fit, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Cause } from '../complaint-causes/queries.ts'
import { causeName, repeatLines } from '../complaint-causes/views.ts'
import { missingLine } from '../complaint-outcome/views.ts'
import type { Complaint } from '../complaints/queries.ts'
import type { ReviewPlace } from './forms.ts'

interface Reader {
  words: Words
  role: Role
  today: Day
}

/** What can be chosen, what is, and how often it came up. */
interface Choice {
  causes: readonly Cause[]
  cause: Cause | undefined
  repeats: Repeats | null
  limits: Settings
}

/** Root cause, improvement and when the customer was told; managers write down a new cause, or retire one. */
export function reviewModal(
  complaint: Complaint,
  place: ReviewPlace,
  choice: Choice,
  reader: Reader,
): ModalView {
  const { words, role } = reader
  const { t } = words
  const { repeats, limits } = choice
  const before = repeats ? repeatLines(words, repeats, limits) : []
  return {
    type: 'modal',
    callback_id: 'complaints.reviewed',
    private_metadata: JSON.stringify(place),
    title: plain(t('complaintReviews.title'), 24),
    submit: plain(t('complaintReviews.save'), 24),
    close: plain(t('complaints.cancel'), 24),
    blocks: stack(
      section(`*${verbatim(complaint.account, 150)}*\n${verbatim(complaint.facts, 600)}`),
      causeField(choice, reader),
      before.length > 0 && { ...context(before.join('\n')), block_id: 'repeats' },
      role !== 'rep' && anotherField(words),
      ...writtenFields(complaint, words),
      role !== 'rep' && retireField(choice, words),
    ),
  }
}

function causeField({ causes, cause }: Choice, { words, role }: Reader): KnownBlock {
  const offered = causes.filter(({ retired, value }) => !retired || value === cause?.value)
  const options = offered.map((one) => option(causeName(words, one), one.value))
  const initial = options.find(({ value }) => value === cause?.value)
  const menu = {
    type: 'static_select' as const,
    options,
    ...(initial && { initial_option: initial }),
  }
  const chosen = field('rootCause', words.t('complaintReviews.cause'), menu, { optional: role !== 'rep' })
  return { ...chosen, dispatch_action: true }
}

const anotherField = ({ t }: Words): KnownBlock =>
  field(
    'another',
    t('complaintReviews.another'),
    { type: 'plain_text_input', max_length: 60 },
    { optional: true, hint: t('complaintReviews.anotherHint') },
  )

const text = (initial: string) => ({
  type: 'plain_text_input' as const,
  multiline: true,
  max_length: 3000,
  ...(initial !== '' && { initial_value: fit(initial, 3000) }),
})

function writtenFields({ causeWords, improvement, toldOn }: Complaint, { t }: Words): KnownBlock[] {
  const picked = { type: 'datepicker' as const, ...(toldOn && { initial_date: toldOn }) }
  return [
    field('causeWords', t('complaintReviews.words'), text(causeWords), { optional: true }),
    field('improvement', t('complaintReviews.improvement'), text(improvement)),
    field('toldOn', t('complaintReviews.told'), picked, {
      optional: true,
      hint: t('complaintReviews.toldHint'),
    }),
  ]
}

function retireField({ causes }: Choice, words: Words): KnownBlock | false {
  const options = causes
    .filter(({ retired, key }) => !retired && key !== 'other')
    .map((one) => option(causeName(words, one), one.value))
  if (options.length === 0) return false
  return field(
    'retire',
    words.t('complaintReviews.retire'),
    { type: 'multi_static_select', options },
    { optional: true, hint: words.t('complaintReviews.retireHint') },
  )
}

/** What whoever wrote the review is told: that it is done, or what is missing, and whether the cause came up before. */
export function savedAnswer(complaint: Complaint, { words }: Pick<Reader, 'words'>): Said {
  const { t } = words
  const account = verbatim(complaint.account, 150)
  const { repeats, reviewedAt } = complaint
  const missing = missingLine(complaint, words)
  const said = [
    t(reviewedAt ? 'complaintReviews.done' : 'complaintReviews.drafted', { account }),
    ...(missing ? [missing] : []),
    ...(repeats ? repeatLines(words, repeats, repeats) : []),
  ].join('\n')
  const show = button('complaints.show-card', t('complaints.show'), String(complaint.id))
  return { text: said, blocks: [section(said), actions('reviewed', show)] }
}
