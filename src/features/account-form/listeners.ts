import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import { mayChange } from '../../care/rights.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { fieldsOf, parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { type Said, sayTo } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import { namesakes } from '../account-choice/queries.ts'
import { changeable, settled } from '../account-history/queries.ts'
import { doneAnswer, overtaken } from '../account-history/views.ts'
import { placeOf, type Subject, subjectOf } from '../accounts/forms.ts'
import { accountFor } from '../accounts/queries.ts'
import { outlookLines } from '../outlook/views.ts'
import { memberCard } from '../team/queries.ts'
import { type AccountFacts, FactsForm, type NewAccount, NewAccountForm } from './forms.ts'
import { createAccount, editAccount, mainContact } from './queries.ts'
import { editModal, newAccountModal } from './views.ts'

export function accountForm(app: App, deps: Deps): void {
  const { db } = deps

  app.view('account-form.create', async ({ ack, view, client, context }) => {
    const ask = asked(context)
    const { workspace, reader } = ask
    const form = parseForm(NewAccountForm(ask.today), view, reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { name, anyway } = form.value
    const place = placeOf(view.private_metadata)
    const twins = anyway ? [] : await namesakes(db, workspace.id, reader, name, { retired: true })
    if (twins.length > 0) {
      const again = newAccountModal(reader.words, reader.id, place, fieldsOf(view), twins)
      return ack({ response_action: 'update', view: again })
    }
    const done = await once(db, ask, (trx) => create(deps, trx, ask, form.value))
    await ack()
    if (done) await sayTo(client, deps.logger, { user: reader.id, channel: place.channel }, done)
  })

  app.action<BlockAction<ButtonAction>>(
    'account-form.edit',
    async ({ ack, action, body, client, context }) => {
      const { workspace, reader } = asked(context)
      const account = await accountFor(db, workspace.id, reader, Number(action.value))
      if (!mayChange(reader, account)) throw new CareError('accounts.notYours')
      const contact = await mainContact(db, workspace.id, account.id)
      const { id, changedAt, tags, ...facts } = account
      const filled = { ...facts, ...contact, tags: tags.join('; ') }
      const subject: Subject = { account: id, seen: changedAt, channel: body.channel?.id }
      await client.views.open({ trigger_id: body.trigger_id, view: editModal(reader.words, subject, filled) })
      await ack()
    },
  )

  app.view('account-form.edit', async ({ ack, view, client, context }) => {
    const ask = asked(context)
    const form = parseForm(FactsForm(ask.today), view, ask.reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const subject = subjectOf(view.private_metadata)
    const done = await once(db, ask, (trx) => edit(deps, trx, ask, subject, form.value))
    await ack()
    if (done) await sayTo(client, deps.logger, { user: ask.reader.id, channel: subject.channel }, done)
  })
}

async function create({ queue }: Deps, trx: Db, ask: Ask, form: NewAccount): Promise<Said> {
  const { workspace, reader, today } = ask
  const owner = await memberCard(trx, workspace.id, form.owner)
  if (!owner?.active) throw new CareError('accounts.ownerInactive', {}, 'owner')
  const { id, change } = await createAccount(trx, ask, form)
  const outlook = await settled(trx, ask, id)
  if (form.owner !== reader.id)
    await queue.send(trx, 'account-changes.tell', { workspace: workspace.id, change })
  await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: id })
  const { words } = reader
  const said = words.t('accounts.created', { account: verbatim(form.name), owner: verbatim(owner.name) })
  return doneAnswer(words, id, [said, ...outlookLines(words, outlook, today)])
}

async function edit({ queue }: Deps, trx: Db, ask: Ask, subject: Subject, form: AccountFacts): Promise<Said> {
  const { workspace, reader, today } = ask
  const { account, newer } = await changeable(trx, ask, subject)
  if (newer) throw overtaken(reader.words, reader.zone, newer)
  const contact = await mainContact(trx, workspace.id, account.id)
  const nobody = { contact: null, phone: null, email: null, birthday: null }
  const before = { ...(contact ? { ...contact, contact: contact.contact || null } : nobody), ...account }
  const differs = await editAccount(trx, ask, before, form)
  const outlook = await settled(trx, ask, account.id)
  await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: account.id })
  const said = reader.words.t(differs ? 'accounts.edited' : 'accounts.unchanged', {
    account: verbatim(form.name),
  })
  return doneAnswer(reader.words, account.id, [said, ...outlookLines(reader.words, outlook, today)])
}
