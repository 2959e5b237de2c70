import type { App, BlockAction } from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { adminOnly, type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { audit } from '../people/queries.ts'
import { BasicsForm, HabitsForm, PlaceForm } from './forms.ts'
import { keepBasics, keepHabits, memberCard, type Place, placeMembers } from './queries.ts'
import { basicsModal } from './views.ts'

export function team(app: App, deps: Deps): void {
  app.view('team.place', async ({ ack, view, context }) => {
    const ask = adminOnly(asked(context))
    const form = parseForm(PlaceForm, view, ask.reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { people, role, team: chosen, newTeam } = form.value
    const place: Place = {
      ...(role !== 'keep' && { role }),
      ...(chosen !== 'keep' && { team: chosen === 'none' ? null : chosen.replace(/^in /, '') }),
      ...(newTeam && { team: newTeam }),
    }
    await once(deps.db, ask, async (trx) => {
      await placeMembers(trx, ask.workspace.id, people, place)
      for (const id of people)
        await audit(trx, ask, 'team.place', 'member', id, { role, team: place.team ?? null })
    })
    return ack({ response_action: 'clear' })
  })

  app.view('team.habits', async ({ ack, view, context }) => {
    const ask = asked(context)
    const { words } = ask.reader
    const form = parseForm(HabitsForm, view, words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { quiet, standIn, ...habits } = form.value
    const problem = standIn && (await standInProblem(deps, ask, standIn))
    if (problem) return ack({ response_action: 'errors', errors: { standIn: words.t(problem) } })
    await once(deps.db, ask, (trx) =>
      keepHabits(trx, ask.workspace.id, ask.reader.id, {
        ...habits,
        quietWhenEmpty: quiet?.includes('quiet') ?? false,
        standInId: standIn ?? null,
      }),
    )
    return ack({ response_action: 'clear' })
  })

  app.action<BlockAction>('team.basics', async ({ ack, body, client, context }) => {
    const { workspace, reader } = adminOnly(asked(context))
    await client.views.push({ trigger_id: body.trigger_id, view: basicsModal(reader.words, workspace) })
    await ack()
  })

  app.view('team.keep-basics', async ({ ack, view, context }) => {
    const ask = adminOnly(asked(context))
    const form = parseForm(BasicsForm, view, ask.reader.words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const { zone, currency, holidays } = form.value
    await once(deps.db, ask, async (trx) => {
      await keepBasics(trx, ask.workspace.id, { zone, currency, region: holidays })
      await audit(trx, ask, 'team.keep-basics', 'workspace', ask.workspace.slackId, {
        zone,
        currency,
        holidays,
      })
      if (zone !== ask.workspace.zone || holidays !== ask.workspace.region)
        await deps.queue.send(trx, 'complaints.retime', { workspace: ask.workspace.id })
      if (currency !== ask.workspace.currency)
        await deps.queue.send(trx, 'cadence.replan', { workspace: ask.workspace.id })
    })
    return ack()
  })
}

async function standInProblem({ db }: Deps, { workspace, reader }: Ask, standIn: string) {
  if (standIn === reader.id) return 'team.standInSelf'
  const member = await memberCard(db, workspace.id, standIn)
  return member?.active ? undefined : 'team.standInUnknown'
}
