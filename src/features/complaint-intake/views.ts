import type { KnownBlock, ModalView } from '@slack/types'
import { COMPLAINT_CHANNELS, SEVERITIES } from '../../care/complaint.ts'
import type { Settings } from '../../care/settings.ts'
import { actions, button, context, field, option, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { fit, moment, verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { nearAccounts } from '../account-choice/views.ts'
import type { FoundAccount } from '../accounts/queries.ts'
import type { Complaint, OpenComplaint } from '../complaints/queries.ts'
import type { Intake, IntakePlace } from './forms.ts'

/** What stands in the fields when the modal opens. */
export type Draft = Partial<Omit<Intake, 'account'>> & {
  account?: { id: number; name: string } | undefined
  received: Date
}

interface Reader {
  words: Words
  zone: string
  settings: Settings
}

/** The modal of `/complaint`; with `before` it says first which complaint of the customer is open already. */
export function intakeModal(
  reader: Reader,
  draft: Draft,
  place: IntakePlace,
  before: readonly OpenComplaint[] = [],
): ModalView {
  const { t } = reader.words
  return {
    type: 'modal',
    callback_id: 'complaints.open',
    private_metadata: JSON.stringify(place),
    title: plain(t('complaints.title'), 24),
    submit: plain(t('complaints.save'), 24),
    close: plain(t('complaints.cancel'), 24),
    blocks: stack(
      ...(draft.account ? beforeBlocks(reader, draft.account.name, before, 'complaints.openBefore') : []),
      field('account', t('complaints.account'), {
        type: 'external_select',
        placeholder: plain(t('complaints.choose'), 150),
        min_query_length: 0,
        ...(draft.account && { initial_option: option(draft.account.name, String(draft.account.id)) }),
      }),
      ...caseFields(reader, draft),
      ...kindFields(reader, draft),
    ),
  }
}

function caseFields({ words: { t }, settings }: Reader, draft: Draft): KnownBlock[] {
  const channels = COMPLAINT_CHANNELS.map((channel) => option(t(`channels.${channel}`), channel))
  const chosen = channels.find(({ value }) => value === (draft.channel ?? 'call'))
  const limits = { minutes: settings.respondMinutes, withinHours: settings.solutionHours }
  return [
    field('channel', t('complaints.channel'), {
      type: 'static_select',
      options: channels,
      ...(chosen && { initial_option: chosen }),
    }),
    field(
      'received',
      t('complaints.received'),
      { type: 'datetimepicker', initial_date_time: Math.floor(draft.received.getTime() / 1000) },
      { hint: t('complaints.receivedHint', limits) },
    ),
    field('facts', t('complaints.facts'), text(draft.facts), { hint: t('complaints.factsHint') }),
    field('feelings', t('complaints.feelings'), text(draft.feelings), { optional: true }),
    field('needs', t('complaints.needs'), text(draft.needs), { optional: true }),
  ]
}

function kindFields({ words: { t }, settings }: Reader, draft: Draft): KnownBlock[] {
  const withinHours = Math.round(settings.contactMinutes / 6) / 10
  const yes = option(t('complaints.complexYes', { withinHours }), 'yes')
  const severities = SEVERITIES.map((severity) => option(t(`complaints.severities.${severity}`), severity))
  const severe = severities.find(({ value }) => value === (draft.severity ?? 'normal'))
  return [
    field(
      'complex',
      t('complaints.complex'),
      { type: 'checkboxes', options: [yes], ...(draft.complex && { initial_options: [yes] }) },
      { optional: true },
    ),
    field(
      'severity',
      t('complaints.severity'),
      { type: 'static_select', options: severities, ...(severe && { initial_option: severe }) },
      { hint: t('complaints.severityHint') },
    ),
  ]
}

const text = (initial: string | undefined) => ({
  type: 'plain_text_input' as const,
  multiline: true,
  max_length: 3000,
  ...(initial && { initial_value: fit(initial, 3000) }),
})

/** That there is an open complaint of this customer already, with a button for its card. */
function beforeBlocks(
  { words: { t, ...words }, zone }: Reader,
  name: string,
  open: readonly OpenComplaint[],
  key: 'complaints.openBefore' | 'complaints.openBeforeAnother',
): KnownBlock[] {
  const [first] = open
  if (!first) return []
  const when = moment(first.receivedAt, words.moment(first.receivedAt, zone))
  const account = verbatim(name, 150)
  const said = section(t(key, { account, facts: verbatim(first.facts, 200), when }))
  const more = open.length - 1
  return stack(
    said,
    more > 0 && context(t('complaints.openBeforeMore', { count: more })),
    actions('open-before', button('complaints.show-card', t('complaints.show'), String(first.id))),
  )
}

/** The answer to `/complaint Acme` where there is an open one: its card, or another one. */
export function guardAnswer(
  reader: Reader,
  account: { id: number; name: string },
  open: readonly OpenComplaint[],
): Said {
  const { t } = reader.words
  const blocks = beforeBlocks(reader, account.name, open, 'complaints.openBeforeAnother')
  return {
    text: t('complaints.show'),
    blocks: [
      ...blocks,
      actions('another', button('complaints.another', t('complaints.another'), String(account.id))),
    ],
  }
}

/** What whoever opened a complaint is told. */
export function openedAnswer(
  { words, zone }: Reader,
  complaint: Complaint,
  { id: readerId, now }: { id: string; now: Date },
): Said {
  const due = complaint.clocks.find(({ clock }) => clock === 'respond')?.dueAt ?? complaint.receivedAt
  const values = {
    account: verbatim(complaint.account, 150),
    due: moment(due, words.moment(due, zone)),
    who: verbatim(complaint.owner ?? '', 80),
  }
  const said = words.t(openedKey(complaint, readerId, due < now), values)
  const show = button('complaints.show-card', words.t('complaints.show'), String(complaint.id))
  return { text: said, blocks: [section(said), actions('opened', show)] }
}

function openedKey({ ownerId }: Complaint, readerId: string, isLate: boolean) {
  if (ownerId === null) return 'complaints.openedNobody'
  if (ownerId === readerId) return isLate ? 'complaints.openedLate' : 'complaints.opened'
  return isLate ? 'complaints.openedElsewhereLate' : 'complaints.openedElsewhere'
}

/** Nobody of that name, or several. */
export function nearAnswer(
  { t }: Words,
  name: string,
  near: readonly FoundAccount[],
  readerId: string,
): Said {
  const typed = verbatim(name, 80)
  const said =
    near.length === 0
      ? t('complaints.unknownName', { name: typed })
      : t('complaints.nearest', { name: typed })
  return { text: said, blocks: nearAccounts(said, near, readerId, 'complaints.open-for') }
}

export const usage = ({ t }: Words): Said => {
  const said = t('complaints.usage')
  return { text: said, blocks: [section(said)] }
}
