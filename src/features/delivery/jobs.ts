import { z } from 'zod'
import { isTooLate } from '../../care/morning-hour.ts'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { job } from '../../jobs/job.ts'
import { Later } from '../../jobs/queue.ts'
import { takeTurn } from '../../jobs/turn.ts'
import type { Workspace } from '../../slack/ask.ts'
import { type Outcome, outcomeOf } from '../../slack/outcome.ts'
import { pauseMethod } from '../../slack/pace.ts'
import { openDirect, post, postedWith } from '../../slack/post.ts'
import { type Morning, morningById, morningShown } from '../mornings/queries.ts'
import { morningFor } from '../mornings/views.ts'
import { workspaceById } from '../people/queries.ts'
import {
  type Attempt,
  beginAttempt,
  endMorning,
  isSuspended,
  keepChannel,
  leaveUnclear,
  markSent,
  suspend,
  takeBackAttempt,
} from './queries.ts'

const METHOD = 'chat.postMessage'
const SECOND = 1000
/** How long Slack's history may lag behind a post. */
const LAG = 5 * SECOND
/** A post that nobody came back from is over by then: the client's ten seconds, and the lag. */
const ABANDONED = 20 * SECOND
/** Where Slack is in trouble, the workspace's other messages wait so long. */
const TROUBLE = 3 * SECOND
const UNREAD_AGAIN = 10 * SECOND
/** A history that cannot be read for so long will not tell any more. */
const UNREADABLE = 600 * SECOND
/** A post of an earlier attempt may show late. */
const BEFORE = 3600 * SECOND

/** Posts one morning message. The ledger knows whether it was posted, the queue when to try. */
export const sendMorning = job({
  name: 'delivery.send',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    morning: z.number(),
  }),
  parallel: 8,
  retries: 20,
  async run(deps, { workspace: id, morning: morningId }) {
    const workspace = await workspaceById(deps.db, id)
    const morning = await morningById(deps.db, id, morningId)
    if (!morning || (morning.state !== 'queued' && morning.state !== 'sending')) return
    const attempt = { workspace: id, id: morning.id, attempt: morning.attempt }
    if (await isSuspended(deps.db, id)) return endMorning(deps.db, attempt, endOf(morning), 'suspended')
    const found = await morningShown(deps.db, workspace, morning, deps.now())
    if (!found) return endMorning(deps.db, attempt, endOf(morning), 'gone')
    const sending = { deps, workspace, morning, attempt, ...found }
    if (morning.state === 'queued' || !(await isSettled(sending))) await send(sending)
  },
})

/** What may have been posted is never called skipped. */
const endOf = ({ state }: Morning): 'skipped' | 'unknown' => (state === 'sending' ? 'unknown' : 'skipped')

type Found = NonNullable<Awaited<ReturnType<typeof morningShown>>>
interface Sending extends Found {
  deps: Deps
  workspace: Workspace
  morning: Morning
  attempt: Attempt
}

/** The more often it went wrong, the longer Slack is left alone. */
const lagAfter = ({ attempt }: Attempt): number => Math.min(LAG * attempt, 60 * SECOND)

/** Asks Slack's history what became of the last attempt; false when it did nothing, so that another may be made. */
async function isSettled({ deps, morning, attempt, viewer }: Sending): Promise<boolean> {
  const { db, slack, realNow } = deps
  const since = morning.sendingAt ?? realNow()
  const over = after(since, morning.why === 'unclear' ? lagAfter(attempt) : ABANDONED)
  if (realNow() < over) throw new Later(over)
  const asked = await read(async () => {
    const channel = viewer.channel ?? (await openDirect(slack, viewer.id))
    return { channel, ts: await postedWith(slack, { channel, key: morning.key }, after(since, -BEFORE)) }
  })
  if ('outcome' in asked) return unread(deps, attempt, asked.outcome, since)
  const { channel, ts } = asked.answer
  await keepChannel(db, attempt.workspace, viewer.id, channel)
  if (!ts) return false
  await markSent(db, attempt, { memberId: viewer.id, channel, ts, shown: null }, realNow())
  return true
}

/** Nobody can say whether the message was posted: asked again for a while, then left, never posted again. */
async function unread(deps: Deps, attempt: Attempt, outcome: Outcome, since: Date): Promise<true> {
  const { db, logger, realNow } = deps
  const now = realNow()
  if (outcome.kind === 'limited') throw new Later(after(now, outcome.seconds * SECOND))
  const passing = outcome.kind === 'unsent' || outcome.kind === 'unclear'
  if (passing && now < after(since, UNREADABLE)) throw new Later(after(now, UNREAD_AGAIN))
  if (outcome.kind === 'revoked') await letGo(deps, attempt, outcome.error)
  const why = outcome.kind === 'unsent' ? 'unreachable' : outcome.error
  await endMorning(db, attempt, 'unknown', why)
  logger.warn({ workspace: attempt.workspace, morning: attempt.id, why }, 'a morning message is unknown')
  return true
}

async function send({ deps, workspace, morning, attempt, viewer, shown }: Sending): Promise<void> {
  const { db, slack, logger, now, realNow } = deps
  const { settings } = workspace
  if (isTooLate(morning, viewer.zone, now(), settings)) return endMorning(db, attempt, 'skipped', 'late')
  const pace = { workspace: workspace.id, method: METHOD }
  await takeTurn(deps, pace, settings.messagesPerMinute)
  const { message, plain, wrong, hash } = morningFor({ viewer, shown }, settings, now())
  if (!message) logger.error({ wrong, morning: morning.id }, 'a morning message is too much for Slack')
  if (!(await beginAttempt(db, attempt, realNow()))) return
  const begun = { ...attempt, attempt: attempt.attempt + 1 }
  const to = { channel: viewer.channel ?? viewer.id, key: morning.key }
  let posted = await read(() => post(slack, to, message ?? plain()))
  if (message && 'outcome' in posted && posted.outcome.kind === 'blocks') {
    logger.error({ wrong: posted.outcome.error, morning: morning.id }, 'Slack refused a morning message')
    posted = await read(() => post(slack, to, plain()))
  }
  if ('outcome' in posted) return settleFailed(deps, begun, posted.outcome, viewer)
  await markSent(db, begun, { memberId: viewer.id, shown: message && hash, ...posted.answer }, realNow())
}

/** What follows when an attempt did not post, or perhaps did. */
async function settleFailed(
  deps: Deps,
  attempt: Attempt,
  outcome: Outcome,
  viewer: { id: string; channel: string | null },
): Promise<void> {
  const { db, realNow } = deps
  const now = realNow()
  const pause = async (ms: number): Promise<Date> => {
    await pauseMethod(db, { workspace: attempt.workspace, method: METHOD }, after(now, ms))
    return after(now, ms)
  }
  if (outcome.kind === 'unclear') {
    await leaveUnclear(db, attempt, now)
    await pause(TROUBLE)
    throw new Later(after(now, lagAfter(attempt)))
  }
  if (outcome.kind === 'limited' || outcome.kind === 'unsent') {
    await takeBackAttempt(db, attempt)
    throw new Later(await pause(outcome.kind === 'limited' ? outcome.seconds * SECOND : TROUBLE))
  }
  if (outcome.kind === 'revoked') await letGo(deps, attempt, outcome.error)
  if (outcome.error === 'channel_not_found' && viewer.channel) {
    // The channel that was kept is no longer theirs; their own id finds another.
    await keepChannel(db, attempt.workspace, viewer.id, null)
    await takeBackAttempt(db, attempt)
    throw new Later(now)
  }
  await endMorning(db, attempt, 'skipped', outcome.error)
}

/** Our token is no longer good: said once in the log, and nothing more is tried. */
async function letGo({ db, logger, now }: Deps, { workspace }: Attempt, error: string): Promise<void> {
  if (await suspend(db, workspace, error, now()))
    logger.error({ workspace, error }, 'Slack takes our token no longer; nothing more is sent')
}

/** What Slack answered, or what became of a call that failed. */
async function read<T>(call: () => Promise<T>): Promise<{ answer: T } | { outcome: Outcome }> {
  try {
    return { answer: await call() }
  } catch (error) {
    return { outcome: outcomeOf(error) }
  }
}

const after = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms)
