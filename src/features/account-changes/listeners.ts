import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  OverflowAction,
  SlackViewMiddlewareArgs,
  StaticSelectAction,
  ViewSubmitAction,
} from '@slack/bolt'
import type { z } from 'zod'
import type { Tier } from '../../care/cadence.ts'
import { CareError } from '../../care/errors.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { sayTo } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import { changeable, settled } from '../account-history/queries.ts'
import { doneAnswer, overtaken } from '../account-history/views.ts'
import { subjectOf } from '../accounts/forms.ts'
import { type Account, accountFor } from '../accounts/queries.ts'
import { outlookLines } from '../outlook/views.ts'
import { followCustomer } from '../complaint-owners/queries.ts'
import { unreviewedComplaints } from '../complaints/queries.ts'
import { memberCard } from '../team/queries.ts'
import { BringBackForm, choiceOf, OwnerForm, RetireForm, type TierChange, TierForm } from './forms.ts'
import { bringBack, changeOwner, changeTier, planOf, retire } from './queries.ts'
import { type About, bringBackModal, ownerModal, retireModal, tierModal } from './views.ts'

type Choice = BlockAction<OverflowAction>
type Tiers = BlockAction<StaticSelectAction>

export function accountChanges(app: App, deps: Deps): void {
  app.action<Choice>('account-changes.choose', async ({ ack, action, body, client, context }) => {
    const ask = asked(context)
    const { what, account: id } = choiceOf(action.selected_option.value)
    const view = modalFor(what, ask, { ...(await own(deps, ask, id)), channel: body.channel?.id })
    if (view) await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })

  // Only a key customer has a plan of its own: the modal follows the tier that is chosen.
  app.action<Tiers>(
    { block_id: 'tier', action_id: 'tier' },
    async ({ ack, action, body, client, context }) => {
      if (body.view?.callback_id !== 'account-changes.tier') return
      const ask = asked(context)
      const { account: id, seen, channel } = subjectOf(body.view.private_metadata)
      const account = { ...(await own(deps, ask, id)), changedAt: seen, channel }
      const tier = action.selected_option.value as Tier
      const view = tierModal(ask.reader.words, account, ask.workspace.settings, tier)
      await client.views.update({ view_id: body.view.id, hash: body.view.hash, view })
      await ack()
    },
  )

  app.view('account-changes.tier', changing(deps, TierForm, tierChange))
  app.view('account-changes.owner', changing(deps, OwnerForm, ownerChange))
  app.view('account-changes.retire', changing(deps, RetireForm, retirement))
  app.view('account-changes.bring-back', changing(deps, BringBackForm, comeback))
}

/** An account that this person may change. */
async function own({ db }: Deps, { workspace, reader }: Ask, id: number): Promise<Account> {
  const account = await accountFor(db, workspace.id, reader, id)
  if (!mayChange(reader, account)) throw new CareError('accounts.notYours')
  return account
}

function modalFor(what: string, { workspace, reader: { words } }: Ask, account: About) {
  if (what === 'tier') return tierModal(words, account, workspace.settings)
  if (what === 'owner') return ownerModal(words, account)
  if (what === 'retire') return retireModal(words, account)
  return what === 'bring-back' ? bringBackModal(words, account) : undefined
}

/** What a form does to an account that is held; what was done, in a sentence. */
type Act<T> = (all: { deps: Deps; trx: Db; ask: Ask; account: Account; form: T }) => Promise<string>

type Submission = SlackViewMiddlewareArgs<ViewSubmitAction> & AllMiddlewareArgs

/** Does `act` and all that follows in one transaction; the answer says what was done and what is next. */
function changing<T>(deps: Deps, schema: z.ZodType<T>, act: Act<T>) {
  return async ({ ack, view, client, context }: Submission): Promise<void> => {
    const ask = asked(context)
    const { workspace, reader, today } = ask
    const form = parseForm(schema, view, reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const subject = subjectOf(view.private_metadata)
    const done = await once(deps.db, ask, async (trx) => {
      const { account, newer } = await changeable(trx, ask, subject)
      if (newer) throw overtaken(reader.words, reader.zone, newer)
      const said = await act({ deps, trx, ask, account, form: form.value })
      const outlook = await settled(trx, ask, account.id)
      await deps.queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: account.id })
      return doneAnswer(reader.words, account.id, [said, ...outlookLines(reader.words, outlook, today)])
    })
    await ack()
    if (done) await sayTo(client, deps.logger, { user: reader.id, channel: subject.channel }, done)
  }
}

const tierChange: Act<TierChange> = async ({ trx, ask, account, form }) => {
  const { words } = ask.reader
  const plan = planOf(form.tier, form, ask.workspace.settings)
  const differs = await changeTier(trx, ask, account, { tier: form.tier, reason: form.reason, ...plan })
  const tier = words.t(`tiers.${form.tier}`)
  if (!differs) throw new CareError('accounts.sameTier', { tier }, 'tier')
  const key = form.tier === account.tier ? 'accounts.planChanged' : 'accounts.tierChanged'
  return words.t(key, { account: verbatim(account.name), tier })
}

const ownerChange: Act<{ owner: string; reason: string }> = async ({ deps, trx, ask, account, form }) => {
  const { workspace, reader } = ask
  const owner = await memberCard(trx, workspace.id, form.owner)
  if (!owner?.active) throw new CareError('accounts.ownerInactive', {}, 'owner')
  if (account.ownerId === owner.id) throw new CareError('accounts.sameOwner', { owner: owner.name }, 'owner')
  const change = await changeOwner(trx, ask, account, owner.id, form.reason)
  for (const complaint of await followCustomer(trx, ask, account.id, account.ownerId))
    await deps.queue.send(trx, 'complaints.show', { workspace: workspace.id, complaint })
  if (owner.id !== reader.id)
    await deps.queue.send(trx, 'account-changes.tell', { workspace: workspace.id, change })
  const names = { account: verbatim(account.name), owner: verbatim(owner.name) }
  return reader.words.t('accounts.ownerChanged', names)
}

const retirement: Act<{ reason: string }> = async ({ deps, trx, ask, account, form }) => {
  if (account.retiredAt) throw new CareError('accounts.retiredBefore')
  await retire(trx, ask, account, form.reason)
  await lookAtComplaints(deps, trx, ask, account)
  return ask.reader.words.t('accounts.retired', { account: verbatim(account.name) })
}

const comeback: Act<{ reason: string | null }> = async ({ deps, trx, ask, account, form }) => {
  if (!account.retiredAt) throw new CareError('accounts.activeAlready')
  await bringBack(trx, ask, account, form.reason ?? '')
  await lookAtComplaints(deps, trx, ask, account)
  return ask.reader.words.t('accounts.broughtBack', { account: verbatim(account.name) })
}

/** Of a retired customer nobody is reminded, of one who is back again: their complaints’ clocks are looked at, and cards say so. */
async function lookAtComplaints(
  { queue }: Deps,
  trx: Db,
  { workspace }: Ask,
  { id }: Account,
): Promise<void> {
  for (const complaint of await unreviewedComplaints(trx, workspace.id, id))
    await queue.send(trx, 'complaints.tick', { workspace: workspace.id, complaint })
}
