import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  OverflowAction,
  RespondArguments,
  SlackActionMiddlewareArgs,
} from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { answerPicture } from '../../slack/pictures.ts'
import { refusalOf } from '../../slack/refusal.ts'
import { cardOf } from '../account-card/queries.ts'
import { accountCard } from '../account-card/views.ts'
import { type Account, accountFor, contactsAt } from '../accounts/queries.ts'
import { outcomeText, type Sheet, stateOf } from '../digest-states/views.ts'
import { finishDuty } from '../interactions/queries.ts'
import { logModal } from '../log-call/views.ts'
import { keepShown, morningPosted, morningShown } from '../mornings/queries.ts'
import { morningFor, sheetOf } from '../mornings/views.ts'
import { type Facts, factsOf } from '../reasons/queries.ts'
import { changeableDuty, goneError } from '../rescheduling/queries.ts'
import { type From, handOverModal, snoozeModal } from '../rescheduling/views.ts'
import { todayPage } from '../today/queries.ts'
import { todayList } from '../today/views.ts'
import { undoAct } from '../undo/queries.ts'
import { verdictsOf } from '../verdicts/queries.ts'
import { verdictBlocks } from '../verdicts/views.ts'
import { membersAt } from '../viewers/queries.ts'
import { RowId } from './forms.ts'
import { whyModal } from './views.ts'

type Act = ButtonAction | OverflowAction
type Pressed<A extends Act = ButtonAction> = SlackActionMiddlewareArgs<BlockAction<A>> & AllMiddlewareArgs

/** The buttons of a row, in the morning message and in the list of today. */
export function digestActs(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('digest.log', (args) => log(deps, args))
  app.action<BlockAction<ButtonAction>>('digest.done', (args) => done(deps, args))
  app.action<BlockAction<ButtonAction>>('digest.snooze', (args) => snooze(deps, args))
  app.action<BlockAction<ButtonAction>>('digest.undo', (args) => undo(deps, args))
  app.action<BlockAction<OverflowAction>>('digest.more', (args) => more(deps, args))
}

/** The row that was pressed, as it stands now. */
interface Row {
  ask: Ask
  facts: Facts
  account: Account
  sheet: Sheet
}

/** What a pressed row is about, for whoever may see its account; another's id is refused there. */
async function rowOf({ db }: Deps, { action, context }: Pressed<Act>): Promise<Row> {
  const ask = asked(context)
  const { workspace, reader, now } = ask
  const { duty } = RowId.parse(action.block_id)
  const facts = (await factsOf(db, workspace.id, [duty])).get(duty)
  if (!facts) throw new CareError('followUps.gone')
  const account = await accountFor(db, workspace.id, reader, facts.accountId)
  const [viewer] = await membersAt(db, workspace, now, [reader.id])
  if (!viewer) throw new CareError('people.stranger')
  return { ask, facts, account, sheet: sheetOf(viewer, workspace.settings, now) }
}

/** Whether the row still has what its button is for; where it has not, says what became of it and brings it up to date. */
async function isStale(deps: Deps, args: Pressed<Act>, { facts, sheet }: Row): Promise<boolean> {
  const state = stateOf(facts, sheet)
  if (state === 'open') return false
  await args.ack()
  await tell(deps, args, outcomeText(facts, state, sheet))
  await redraw(deps, args)
  return true
}

async function log(deps: Deps, args: Pressed): Promise<void> {
  const row = await rowOf(deps, args)
  if (await isStale(deps, args, row)) return
  const { ask, account, facts } = row
  const contacts = await contactsAt(deps.db, ask.workspace.id, account.id)
  const channel = facts.needs === 'visit' ? 'visit' : null
  const view = logModal(ask.reader.words, { account, contacts, channel, when: ask.today }, placeOf(args))
  await args.client.views.open({ trigger_id: args.body.trigger_id, view })
  await args.ack()
}

async function done(deps: Deps, args: Pressed): Promise<void> {
  const row = await rowOf(deps, args)
  if (await isStale(deps, args, row)) return
  const { ask, facts } = row
  const finished = await deps.db.transaction().execute(async (trx) => {
    const came = await finishDuty(trx, ask, facts)
    if ('done' in came) await refreshOthers(deps, trx, ask, facts.accountId)
    return came
  })
  await args.ack()
  const { words, zone } = ask.reader
  if ('gone' in finished)
    await tell(deps, args, words.say(goneError(finished.gone, { today: ask.today, zone })))
  await redraw(deps, args)
}

async function snooze(deps: Deps, args: Pressed): Promise<void> {
  const row = await rowOf(deps, args)
  if (await isStale(deps, args, row)) return
  const known = await changeableDuty(deps.db, row.ask, row.facts.id)
  const view = snoozeModal(row.ask.reader.words, known, row.ask, placeOf(args))
  await args.client.views.open({ trigger_id: args.body.trigger_id, view })
  await args.ack()
}

async function undo(deps: Deps, args: Pressed): Promise<void> {
  const ask = asked(args.context)
  const undone = await refusalOf(
    deps.db.transaction().execute(async (trx) => {
      const { accountId } = await undoAct(trx, ask, Number(args.action.value))
      await refreshOthers(deps, trx, ask, accountId)
    }),
  )
  await args.ack()
  if ('refused' in undone) await tell(deps, args, ask.reader.words.say(undone.refused))
  await redraw(deps, args)
}

async function more(deps: Deps, args: Pressed<OverflowAction>): Promise<void> {
  const row = await rowOf(deps, args)
  const { ask, facts, account, sheet } = row
  const chosen = args.action.selected_option.value
  if (chosen === 'card') {
    const card = accountCard(await cardOf(deps.db, ask.workspace, account, ask.today), ask)
    await args.ack()
    return answerPicture(deps, { workspace: ask.workspace.id, url: args.body.response_url }, card)
  }
  if (chosen === 'hand-over' && (await isStale(deps, args, row))) return
  const view =
    chosen === 'hand-over'
      ? handOverModal(ask.reader.words, await changeableDuty(deps.db, ask, facts.id), placeOf(args))
      : whyModal(facts, sheet, {
          signs: verdictBlocks(await verdictsOf(deps.db, ask.workspace, ask.now, account.id), ask),
        })
  await args.client.views.open({ trigger_id: args.body.trigger_id, view })
  await args.ack()
}

/** Where a modal is opened: a list is shown anew when the modal has done something. */
function placeOf({ action, body }: Pressed<Act>): From {
  const { page } = RowId.parse(action.block_id)
  const isList = body.container['is_ephemeral'] === true && body.response_url !== ''
  return { channel: body.channel?.id, ...(isList && { list: { url: body.response_url, page } }) }
}

/** The pressed message is redrawn at once; the others in which the account stands a moment later. */
function refreshOthers(
  { queue, realNow }: Deps,
  trx: Db,
  { workspace }: Ask,
  account: number,
): Promise<void> {
  const after = new Date(realNow().getTime() + 2000)
  return queue.send(trx, 'digest.refresh', { workspace: workspace.id, account }, { after })
}

/** Shows the pressed message as things stand now: the list anew, or the morning message with its rows. */
async function redraw(deps: Deps, args: Pressed<Act>): Promise<void> {
  const { db, now } = deps
  const { workspace, reader } = asked(args.context)
  const { container, channel } = args.body
  if (container['is_ephemeral'] === true) {
    const list = await todayPage(db, workspace, reader.id, now(), RowId.parse(args.action.block_id).page)
    const shown = list && todayList(list, workspace.settings, now())
    return shown && answer(deps, args, { replace_original: true, ...shown })
  }
  const ts = String(container['message_ts'] ?? '')
  const morning = channel && (await morningPosted(db, workspace.id, channel.id, ts))
  const found = morning && (await morningShown(db, workspace, morning, now()))
  if (!found) return
  const { message, hash } = morningFor(found, workspace.settings, now())
  if (!message) return
  await answer(deps, args, { replace_original: true, ...message })
  await keepShown(db, workspace.id, morning.id, hash)
}

const tell = (deps: Deps, args: Pressed<Act>, text: string): Promise<void> =>
  answer(deps, args, { replace_original: false, text })

/** What was done is done: an answer that does not arrive is told to the log alone, and the job redraws the row. */
async function answer(
  { logger }: Deps,
  { respond }: Pressed<Act>,
  message: Exclude<RespondArguments, string>,
): Promise<void> {
  await respond({ response_type: 'ephemeral', ...message }).catch((error: unknown) =>
    logger.warn({ err: error }, 'an answer was not told'),
  )
}
