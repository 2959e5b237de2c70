import { z } from 'zod'
import { isAtWork } from '../../care/morning-hour.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { tell } from '../../jobs/tell.ts'
import type { Workspace } from '../../slack/ask.ts'
import { wordsFor } from '../../words/words.ts'
import { reader, workspaceById, workspaces } from '../people/queries.ts'
import { activeMembers, managersAmong } from '../team/queries.ts'
import {
  giveAll,
  suggestionById,
  suggestTiers,
  toldSince,
  untoldSuggestions,
} from '../tier-suggestions/queries.ts'
import { membersAt } from '../viewers/queries.ts'
import { suggestionCard } from './views.ts'

const workspace = z.number().transform((id) => id as WorkspaceId)

/** Looks for tiers that are no longer right. */
export const lookAtTiers = job({
  name: 'tier-cards.look',
  data: z.object({ workspace }),
  async run({ db, now }, { workspace: id }) {
    await suggestTiers(db, await workspaceById(db, id), now())
  },
})

/** Suggestions that are looked through at a time, and told to one manager in a day. */
const AT_A_TIME = 200
const A_DAY = 5
const DAY_MS = 86_400_000

/** Hands suggestions to the managers who are at work, a few a day, the most revenue first. */
export const handOutTiers: Bell = {
  name: 'tier-cards.hand-out',
  async ring(deps) {
    for (const known of await workspaces(deps.db)) await handOut(deps, known)
  },
}

async function handOut({ db, queue, now }: Deps, known: Workspace): Promise<void> {
  const untold = await untoldSuggestions(db, known.id, AT_A_TIME)
  if (untold.length === 0) return
  const told = await toldSince(db, known.id, new Date(now().getTime() - DAY_MS))
  const everyone = await activeMembers(db, known.id)
  const owners = [...new Set(untold.map(({ ownerId }) => ownerId ?? ''))]
  const managers = new Map(owners.map((owner) => [owner, managersAmong(everyone, owner).map(({ id }) => id)]))
  const members = await membersAt(db, known, now(), [...new Set([...managers.values()].flat())])
  const atWork = new Set(members.filter((member) => isAtWork(member, now())).map(({ id }) => id))
  const gifts = untold.flatMap(({ id, ownerId }) => {
    const to = managers.get(ownerId ?? '')?.find((one) => atWork.has(one) && (told.get(one) ?? 0) < A_DAY)
    if (!to) return []
    told.set(to, (told.get(to) ?? 0) + 1)
    return [{ id, to }]
  })
  if (gifts.length === 0) return
  await db.transaction().execute(async (trx) => {
    const given = new Set(await giveAll(trx, known.id, gifts, now()))
    const jobs = gifts.map(({ id }, place) => ({
      data: { workspace: known.id, suggestion: id },
      priority: -place,
    }))
    const mine = jobs.filter(({ data }) => given.has(data.suggestion))
    await queue.sendAll(trx, 'tier-cards.tell', mine)
  })
}

/** Posts the card of a suggestion to the manager it was given to. */
export const tellSuggestion = job({
  name: 'tier-cards.tell',
  data: z.object({ workspace, suggestion: z.number() }),
  async run(deps, { workspace: id, suggestion: suggestionId }) {
    const { db } = deps
    const { currency } = await workspaceById(db, id)
    const suggestion = await suggestionById(db, id, suggestionId)
    if (!suggestion?.toldTo || suggestion.state !== 'open') return
    const manager = await reader(db, id, suggestion.toldTo)
    if (!manager?.active) return
    await tell(deps, manager.id, suggestionCard(suggestion, { words: wordsFor(manager.locale), currency }))
  },
})
