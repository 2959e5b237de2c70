import { z } from 'zod'
import { addDays, dayIn } from '../../care/calendar.ts'
import type { Db } from '../../db/database.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { type Bell, job } from '../../jobs/job.ts'
import { Later, type Queue } from '../../jobs/queue.ts'
import { takeTurn } from '../../jobs/turn.ts'
import type { Workspace } from '../../slack/ask.ts'
import { outcomeOf } from '../../slack/outcome.ts'
import { pauseMethod } from '../../slack/pace.ts'
import { sayTo } from '../../slack/response-url.ts'
import { keepShown, morningById, morningShown, morningsWith } from '../mornings/queries.ts'
import { morningFor } from '../mornings/views.ts'
import { workspaceById, workspaces } from '../people/queries.ts'
import { OpenList } from '../rescheduling/forms.ts'
import { todayPage } from '../today/queries.ts'
import { todayList } from '../today/views.ts'
import { accountsActedOn, accountsBack, accountsShown, holdMessage } from './queries.ts'

const METHOD = 'chat.update'
/** Slack's own pace for it, a minute, less some for others. */
const PER_MINUTE = 45
/** Messages older than this are let be, in days. */
const DAYS = 2
/** Where Slack is in trouble it is left alone so long, in milliseconds. */
const TROUBLE = 10_000

/** Rows of the morning messages follow what happened to an account, wherever else they stand. */
export const refresh = job({
  name: 'digest.refresh',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    account: z.number(),
    list: OpenList.extend({ member: z.string() }).optional(),
  }),
  parallel: 2,
  async run(deps, { workspace: id, account, list }) {
    const workspace = await workspaceById(deps.db, id)
    if (list) await showAnew(deps, workspace, list)
    const since = addDays(dayIn(workspace.zone, deps.now()), -DAYS)
    for (const morning of await morningsWith(deps.db, id, account, since))
      await deps.db.transaction().execute((trx) => redraw(deps, trx, workspace, morning.id))
  },
})

/** Planning changed duties of many accounts; those that stand in a message are told. */
export const follow = job({
  name: 'digest.follow',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    accounts: z.array(z.number()),
  }),
  async run({ db, now, queue }, { workspace: id, accounts }) {
    const { zone } = await workspaceById(db, id)
    const shown = await accountsShown(db, id, accounts, addDays(dayIn(zone, now()), -DAYS))
    await tellRows(db, queue, id, shown)
  },
})

/** The list from which a modal was opened follows what that did. */
async function showAnew(
  { db, logger, now }: Deps,
  workspace: Workspace,
  { member, url, page }: OpenList & { member: string },
): Promise<void> {
  const list = await todayPage(db, workspace, member, now(), page)
  const shown = list && todayList(list, workspace.settings, now())
  if (!shown) return
  await sayTo(url, { replace_original: true, ...shown }).catch((error: unknown) =>
    logger.warn({ err: error }, 'a list was not shown anew'),
  )
}

/** Updates one message, unless it shows already what it should. */
async function redraw(deps: Deps, trx: Db, workspace: Workspace, id: number): Promise<void> {
  const { slack, now } = deps
  await holdMessage(trx, workspace.id, id)
  const morning = await morningById(trx, workspace.id, id)
  const found =
    morning?.channel && morning.ts ? await morningShown(trx, workspace, morning, now()) : undefined
  if (!found || !morning?.channel || !morning.ts) return
  const { message, hash } = morningFor(found, workspace.settings, now())
  if (!message || hash === morning.shown) return
  await takeTurn(deps, { workspace: workspace.id, method: METHOD }, PER_MINUTE)
  const failed = await slack.chat
    .update({ channel: morning.channel, ts: morning.ts, ...message })
    .then(() => null, outcomeOf)
  if (failed?.kind === 'limited') throw new Later(await pause(deps, workspace.id, failed.seconds * 1000))
  if (failed?.kind === 'unsent' || failed?.kind === 'unclear')
    throw new Later(await pause(deps, workspace.id, TROUBLE))
  // A message that is gone, or too old to change, is let be.
  await keepShown(trx, workspace.id, id, hash)
}

async function pause({ db, realNow }: Deps, workspace: WorkspaceId, ms: number): Promise<Date> {
  const until = new Date(realNow().getTime() + ms)
  await pauseMethod(db, { workspace, method: METHOD }, until)
  return until
}

/** A bell that was missed finds what it missed, in milliseconds. */
const LOOK_BACK = 5 * 60_000

/** A button that a missed bell leaves behind says itself that it is too late, in milliseconds. */
const UNDO_BACK = 2 * 60_000

/** What was put off until now stands in its rows again; what can no longer be undone loses its button. */
export const wakeRows: Bell = {
  name: 'digest.wake',
  async ring({ db, queue, now }) {
    const until = now()
    const after = earlier(until, LOOK_BACK)
    for (const { id, settings } of await workspaces(db)) {
      await tellRows(db, queue, id, await accountsBack(db, id, after, until))
      const undoable = settings.undoMinutes * 60_000
      const since = addDays(dayIn('UTC', until), -1)
      const [first, last] = [earlier(until, undoable + UNDO_BACK), earlier(until, undoable)]
      // Of Slack's few updates a minute those that say something new go first.
      await tellRows(db, queue, id, await accountsActedOn(db, id, since, first, last), -1)
    }
  },
}

const earlier = (instant: Date, ms: number): Date => new Date(instant.getTime() - ms)

async function tellRows(
  db: Db,
  queue: Queue,
  workspace: WorkspaceId,
  accounts: readonly { accountId: number }[],
  priority = 0,
): Promise<void> {
  if (accounts.length === 0) return
  const jobs = accounts.map(({ accountId }) => ({ data: { workspace, account: accountId }, priority }))
  await db.transaction().execute((trx) => queue.sendAll(trx, 'digest.refresh', jobs))
}
