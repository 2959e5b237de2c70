import type { App, BlockAction } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { type Day, dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { monthsTo, outcomeOf } from '../../care/order-months.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { inTurns } from '../../jobs/turns.ts'
import { type Ask, asked, type Reader } from '../../slack/ask.ts'
import { answerPicture, type Pictured } from '../../slack/pictures.ts'
import type { Said } from '../../slack/say.ts'
import { newestFit } from '../model/queries.ts'
import { complaintList } from '../complaint-lists/queries.ts'
import { waitingLine } from '../complaint-lists/views.ts'
import { morningOn } from '../mornings/queries.ts'
import { buyersSeen, whyNoModel } from '../purchases/queries.ts'
import type { Foresight } from '../purchases/views.ts'
import { activeMembers, memberCard } from '../team/queries.ts'
import { habitsModal, teamModal } from '../team/views.ts'
import { ruleAnswer } from '../honest-rules/views.ts'
import { recordsSeen } from '../rule-records/queries.ts'
import { customerCount } from '../welcome/queries.ts'
import { warningList } from '../warning-list/queries.ts'
import { warningsAnswer } from '../warning-list/views.ts'
import { help, homeView } from './views.ts'

export function home(app: App, deps: Deps): void {
  app.command('/tend', async ({ ack, command, client, context }) => {
    const ask = asked(context)
    const what = command.text.trim().toLowerCase()
    if (what === 'warnings') return ack({ response_type: 'ephemeral', ...(await teamWarnings(deps, ask)) })
    if (what === 'rules') {
      const place = { workspace: ask.workspace.id, url: command.response_url }
      await answerPicture(deps, place, await rulesSoFar(deps, ask))
      return ack()
    }
    const modal = await modalFor(deps, ask, what)
    if (!modal) return ack({ response_type: 'ephemeral', text: help(ask.reader, unknown(what)) })
    await client.views.open({ trigger_id: command.trigger_id, view: modal })
    return ack()
  })

  app.action<BlockAction>('home.settings', ({ ack, body, client, context }) =>
    openModal(deps, asked(context), 'settings', body.trigger_id, client, ack),
  )
  app.action<BlockAction>('home.team', ({ ack, body, client, context }) =>
    openModal(deps, asked(context), 'team', body.trigger_id, client, ack),
  )

  app.event('app_home_opened', async ({ event, client, context }) => {
    if (event.tab !== 'home') return
    const { workspace, reader, today, now } = asked(context)
    const me = await memberCard(deps.db, workspace.id, reader.id)
    const complaints = await complaintList(deps.db, workspace, reader, { list: 'mine', page: 0, now })
    const waiting = waitingLine(complaints, { ...reader, now })
    const anyCustomers = (await customerCount(deps.db, workspace.id)) > 0
    const morning = await morningOn(deps.db, workspace.id, reader.id, today)
    await client.views.publish({
      user_id: event.user,
      view: homeView(reader, me?.hour ?? workspace.settings.defaultHour, { anyCustomers, morning, waiting }),
    })
  })
}

async function teamWarnings({ db }: Deps, { workspace, reader, today }: Ask): Promise<Said> {
  if (reader.role === 'rep') throw new CareError('warnings.managersOnly')
  return warningsAnswer(reader.words, await warningList(db, workspace.id, reader), { today, workspace })
}

async function rulesSoFar({ db }: Deps, { workspace, reader, now }: Ask): Promise<Pictured> {
  if (reader.role === 'rep') throw new CareError('honestRules.managersOnly')
  const today = dayIn(workspace.zone, now)
  const records = await recordsSeen(db, workspace, reader, today)
  const foresight = await foresightOf(db, workspace.id, reader, today)
  return ruleAnswer(reader.words, { ...records, foresight, settings: workspace.settings }, today)
}

/** What the model of today would have expected of the last months, and what came; others have their turn meanwhile. */
async function foresightOf(db: Db, workspace: WorkspaceId, reader: Reader, today: Day): Promise<Foresight> {
  const fit = (await newestFit(db, workspace))?.orders
  if (!fit?.model) return { whyNot: whyNoModel(fit) }
  const { buyers, drawn } = await buyersSeen(db, workspace, reader)
  const months = monthsTo(today)
  const outcome = await inTurns(outcomeOf(fit.model, months, buyers))
  return { ...outcome, months, buyers: buyers.length, drawn }
}

const unknown = (what: string): string | undefined => (['', 'help'].includes(what) ? undefined : what)

async function modalFor(
  deps: Deps,
  { workspace, reader }: Ask,
  what: string,
): Promise<ModalView | undefined> {
  if (what === 'settings') {
    const me = await memberCard(deps.db, workspace.id, reader.id)
    return me && habitsModal(reader.words, me, reader.role === 'admin')
  }
  if (what !== 'team') return undefined
  if (reader.role !== 'admin') throw new CareError('team.adminOnly')
  return teamModal(reader.words, await activeMembers(deps.db, workspace.id))
}

async function openModal(
  deps: Deps,
  ask: Ask,
  what: 'settings' | 'team',
  trigger: string,
  client: Parameters<Parameters<App['action']>[1]>[0]['client'],
  ack: () => Promise<void>,
): Promise<void> {
  const view = await modalFor(deps, ask, what)
  if (view) await client.views.open({ trigger_id: trigger, view })
  await ack()
}
