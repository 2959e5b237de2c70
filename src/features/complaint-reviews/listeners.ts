import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  StaticSelectAction,
  ViewSubmitAction,
} from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { checkAct } from '../complaint-acts/queries.ts'
import { causesOf, repeatsAround } from '../complaint-causes/queries.ts'
import { usualCalled } from '../complaint-causes/views.ts'
import { type Complaint, complaintFor } from '../complaints/queries.ts'
import { type OpenList, openListOf } from '../rescheduling/forms.ts'
import { type Review, ReviewForm, ReviewPlace } from './forms.ts'
import { type Reviewed, type Saved, saveReview } from './queries.ts'
import { reviewModal, savedAnswer } from './views.ts'

/** Why a complaint came about, what is better since, and that the customer was told (care-rules §5, `review`). */
export function complaintReviews(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('complaints.review', (args) => opened(deps, args))
  app.action<BlockAction<StaticSelectAction>>('rootCause', (args) => chosen(deps, args))
  app.view<ViewSubmitAction>('complaints.reviewed', (args) => submitted(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function opened({ db }: Deps, { ack, action, body, client, context }: Pressed): Promise<void> {
  const ask = asked(context)
  const complaint = await complaintFor(db, ask.workspace.id, ask.reader, Number(action.value))
  await checkAct(db, ask, complaint, 'review')
  const { id, round, draftedAt, cause } = complaint
  const place = {
    complaint: id,
    round,
    drafted: draftedAt?.getTime() ?? null,
    channel: body.channel?.id,
    list: openListOf(action, body),
  }
  const view = await modalOf(db, ask, complaint, place, cause?.value)
  await client.views.open({ trigger_id: body.trigger_id, view })
  await ack()
}

/** With what is known of the cause that is chosen. */
async function modalOf(
  db: Db,
  { workspace, reader, today }: Ask,
  complaint: Complaint,
  place: ReviewPlace,
  value: string | undefined,
): Promise<ModalView> {
  const causes = await causesOf(db, workspace.id)
  const cause = causes.find((one) => one.value === value)
  const repeats = cause?.id ? await repeatsAround(db, workspace, complaint, cause.id) : null
  const limits = workspace.settings
  return reviewModal(complaint, place, { causes, cause, repeats, limits }, { ...reader, today })
}

type Chosen = SlackActionMiddlewareArgs<BlockAction<StaticSelectAction>> & AllMiddlewareArgs

/** A cause that came up before says so as soon as it is chosen. */
async function chosen({ db }: Deps, { ack, action, body, client, context }: Chosen): Promise<void> {
  if (!body.view) return ack()
  const ask = asked(context)
  const place = ReviewPlace.parse(JSON.parse(body.view.private_metadata))
  const complaint = await complaintFor(db, ask.workspace.id, ask.reader, place.complaint)
  const view = await modalOf(db, ask, complaint, place, action.selected_option.value)
  await client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
  await ack()
}

type Submitted = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

async function submitted(deps: Deps, { ack, view, client, context }: Submitted): Promise<void> {
  const ask = asked(context)
  const form = parseForm(ReviewForm(ask.today), view, ask.reader.words)
  if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
  const place = ReviewPlace.parse(JSON.parse(view.private_metadata))
  const saved = await once(deps.db, ask, async (trx) => {
    const became = await saveReview(trx, ask, place, reviewedOf(ask, form.value))
    await follow(deps, trx, ask, became, place.list)
    return became
  })
  await ack()
  if (!saved) return
  const said = savedAnswer(saved.complaint, ask.reader)
  await sayTo(client, deps.logger, { user: ask.reader.id, channel: place.channel }, said)
}

/** The list of causes is the managers’. */
function reviewedOf({ reader }: Ask, { rootCause, another, retire, ...written }: Review): Reviewed {
  const usual = another === '' ? undefined : usualCalled(another)
  if (reader.role === 'rep' && (another !== '' || retire.length > 0))
    throw new CareError('complaintReviews.managersOnly', {}, 'rootCause')
  const named = usual ? { key: usual } : { name: another }
  return { cause: another === '' ? { value: rootCause ?? '' } : named, retire, ...written }
}

/** Cards and rows of the morning message follow, also of complaints that have the cause in common. */
async function follow(
  { queue }: Deps,
  trx: Db,
  { workspace: { id: workspace }, reader }: Ask,
  { complaint: { id, accountId: account }, others }: Saved,
  open?: OpenList,
): Promise<void> {
  for (const complaint of [id, ...others]) await queue.send(trx, 'complaints.show', { workspace, complaint })
  const list = open && { ...open, member: reader.id }
  await queue.send(trx, 'digest.refresh', { workspace, account, list })
}
