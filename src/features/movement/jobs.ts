import { z } from 'zod'
import { addDays, day, dayIn, instantOf, weekday } from '../../care/calendar.ts'
import { isAtWork } from '../../care/morning-hour.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { tellPicture } from '../../jobs/tell.ts'
import type { Workspace } from '../../slack/ask.ts'
import { claim } from '../../slack/once.ts'
import { wordsFor } from '../../words/words.ts'
import { repeatedCauses } from '../complaint-repeats/queries.ts'
import { reader, workspaceById, workspaces } from '../people/queries.ts'
import { scopeOf } from '../segment-counts/queries.ts'
import { activeMembers } from '../team/queries.ts'
import { membersAt } from '../viewers/queries.ts'
import { fallenAmong, findMoved, type Movement, sizesAmong, type Sizes, withNames } from './queries.ts'
import { movementMessage } from './views.ts'

/** On Mondays each manager at work is told once whose accounts fell back; where there is no manager, each admin. */
export const watchMovement: Bell = {
  name: 'movement.watch',
  async ring(deps) {
    // Around the world it is Monday while it is Sunday, Monday or Tuesday in UTC.
    if (![7, 1, 2].includes(weekday(dayIn('UTC', deps.now())))) return
    for (const workspace of await workspaces(deps.db)) await lookAt(deps, workspace)
  },
}

async function lookAt({ db, queue, now }: Deps, workspace: Workspace): Promise<void> {
  const everyone = await activeMembers(db, workspace.id)
  const managers = everyone.filter(({ role }) => role === 'manager')
  const told = managers.length > 0 ? managers : everyone.filter(({ role }) => role === 'admin')
  const onMonday = told.filter(({ zone }) => weekday(dayIn(zone, now())) === 1).map(({ id }) => id)
  if (onMonday.length === 0) return
  const members = await membersAt(db, workspace, now(), onMonday)
  const atWork = members.filter((member) => isAtWork(member, now()))
  await db.transaction().execute(async (trx) => {
    const due: string[] = []
    for (const { id, date } of atWork)
      if (await claim(trx, workspace.id, `movement ${date} ${id}`, now())) due.push(id)
    if (due.length > 0) await queue.send(trx, 'movement.look', { workspace: workspace.id, managers: due })
  })
}

const workspace = z.number().transform((id) => id as WorkspaceId)

/** Works out once for all of them what happened in a week, and tells each of their own. */
export const lookAtMovement = job({
  name: 'movement.look',
  data: z.object({ workspace, managers: z.array(z.string()) }),
  async run({ db, queue, now }, { workspace: id, managers }) {
    const known = await workspaceById(db, id)
    const since = addDays(dayIn(known.zone, now()), -7)
    await db.transaction().execute(async (trx) => {
      await findMoved(trx, known, since)
      for (const manager of managers) {
        const movement = await movementOf(trx, known, manager, now())
        if (movement && (movement.total > 0 || movement.repeats > 0))
          await queue.send(trx, 'movement.tell', { workspace: id, manager, since, movement })
      }
    })
  },
})

/** When the week began that is told of. */
const weekBefore = ({ zone }: Workspace, now: Date): Date =>
  instantOf(addDays(dayIn(zone, now), -7), '00:00', zone)

async function movementOf(
  db: Db,
  known: Workspace,
  manager: string,
  now: Date,
): Promise<(Movement & { sizes: Sizes; repeats: number }) | undefined> {
  const viewer = await reader(db, known.id, manager)
  if (!viewer?.active) return undefined
  const scope = await scopeOf(db, known.id, viewer)
  return {
    ...(await fallenAmong(db, known, scope, now)),
    sizes: await sizesAmong(db, known.id, scope),
    repeats: (await repeatedCauses(db, known, viewer, weekBefore(known, now))).length,
  }
}

const scores = z.array(z.number())
const Sized = z.object({ before: z.array(z.number()), now: z.array(z.number()) })
const Rows = z.array(z.object({ id: z.number(), before: scores, scores, atStake: z.number().nullable() }))

/** Tells a manager; the names are read when it is said. */
export const tellMovement = job({
  name: 'movement.tell',
  data: z.object({
    workspace,
    manager: z.string(),
    since: z.string().transform(day),
    movement: z.object({
      accounts: Rows,
      total: z.number(),
      atStake: z.number().nullable(),
      sizes: Sized,
    }),
  }),
  async run(deps, { workspace: id, manager, since, movement }) {
    const { db, now } = deps
    const known = await workspaceById(db, id)
    const { currency } = known
    const viewer = await reader(db, id, manager)
    if (!viewer?.active) return
    const accounts = await withNames(db, id, movement.accounts)
    const repeats = await repeatedCauses(db, known, viewer, instantOf(since, '00:00', known.zone))
    const reading = { words: wordsFor(viewer.locale), currency, since, today: dayIn(viewer.zone, now()) }
    await tellPicture(deps, id, manager, movementMessage({ ...movement, accounts, repeats }, reading))
  },
})
