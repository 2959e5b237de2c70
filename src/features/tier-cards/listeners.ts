import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt'
import { addDays, type Day } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { mayChange } from '../../care/rights.ts'
import { TIER_DAYS } from '../../care/suggested-tier.ts'
import type { Db } from '../../db/database.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { section } from '../../slack/blocks.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import type { Said } from '../../slack/say.ts'
import { changeTier } from '../account-changes/queries.ts'
import { settled } from '../account-history/queries.ts'
import { accountFor } from '../accounts/queries.ts'
import { holdAccount } from '../outlook/queries.ts'
import { outlookLines } from '../outlook/views.ts'
import { audit } from '../people/queries.ts'
import { decide, heldSuggestion, type Suggestion, suggestionById } from '../tier-suggestions/queries.ts'
import { PutOffForm, Subject } from './forms.ts'
import { decidedText, laterModal, reasonText } from './views.ts'

type Decision = { state: 'accepted' | 'kept' | 'put-off'; notBefore: Day | null }

/** The cards with suggested tiers: Accept, Keep, Not before… */
export function tierCards(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('tier-cards.accept', (args) =>
    pressed(deps, args, () => ({ state: 'accepted', notBefore: null })),
  )
  app.action<BlockAction<ButtonAction>>('tier-cards.keep', (args) =>
    pressed(deps, args, (today) => ({ state: 'kept', notBefore: addDays(today, TIER_DAYS) })),
  )
  app.action<BlockAction<ButtonAction>>('tier-cards.later', async (args) => {
    const { ack, action, body, client, context } = args
    const { reader, today } = asked(context)
    const subject = { id: Number(action.value), channel: body.channel?.id ?? '', ts: body.message?.ts ?? '' }
    const view = laterModal(reader.words, JSON.stringify(subject), today)
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })
  app.view('tier-cards.put-off', async ({ ack, view, client, context }) => {
    const ask = asked(context)
    const form = parseForm(PutOffForm(ask.today), view, ask.reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { id, channel, ts } = Subject.parse(JSON.parse(view.private_metadata))
    const said = await once(deps.db, ask, (trx) =>
      decided(deps, trx, ask, id, { state: 'put-off', notBefore: form.value.day }),
    )
    await ack()
    if (said) await client.chat.update({ channel, ts, ...said })
  })
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function pressed(
  deps: Deps,
  { ack, action, context, respond }: Pressed,
  decision: (today: Day) => Decision,
): Promise<void> {
  const ask = asked(context)
  const said = await deps.db
    .transaction()
    .execute((trx) => decided(deps, trx, ask, Number(action.value), decision(ask.today)))
  await ack()
  await respond({ replace_original: true, ...said })
}

/** Does what a manager decided, and keeps it with who, when and why; what was decided before is said. */
async function decided(deps: Deps, trx: Db, ask: Ask, id: number, decision: Decision): Promise<Said> {
  const { workspace, reader, today } = ask
  const first = Number.isSafeInteger(id) ? await suggestionById(trx, workspace.id, id) : undefined
  if (!first) throw new CareError('tierSuggestions.gone')
  // The account is held before the suggestion, as by whoever changes its tier.
  await holdAccount(trx, workspace.id, first.accountId)
  const state = await heldSuggestion(trx, workspace.id, id)
  const suggestion = await suggestionById(trx, workspace.id, id)
  if (!suggestion || state !== 'open') {
    const who = suggestion?.decider
    throw who ? new CareError('tierSuggestions.decided', { who }) : new CareError('tierSuggestions.gone')
  }
  const account = await accountFor(trx, workspace.id, reader, suggestion.accountId)
  if (!mayChange(reader, account) || reader.role === 'rep') throw new CareError('accounts.notYours')
  if (account.tier !== suggestion.tierBefore) throw new CareError('tierSuggestions.gone')
  await decide(trx, ask, id, decision)
  await audit(trx, ask, `tier-cards.${decision.state}`, 'tier-suggestion', id, { account: account.id })
  const text = decidedText(suggestion, reader, { ...decision, today })
  const after = decision.state === 'accepted' ? await accepted(deps, trx, ask, suggestion, account) : []
  const lines = [text, ...after]
  return { text: lines.join('\n'), blocks: [section(lines.join('\n'))] }
}

async function accepted(
  { queue }: Deps,
  trx: Db,
  ask: Ask,
  suggestion: Suggestion,
  account: Awaited<ReturnType<typeof accountFor>>,
): Promise<string[]> {
  const { workspace, reader, today } = ask
  const reason = reasonText(suggestion, { words: reader.words, currency: workspace.currency })
  await changeTier(trx, ask, account, { tier: suggestion.tier, rhythmDays: null, visitDays: null, reason })
  const outlook = await settled(trx, ask, account.id)
  await queue.send(trx, 'digest.refresh', { workspace: workspace.id, account: account.id })
  return outlookLines(reader.words, outlook, today)
}
