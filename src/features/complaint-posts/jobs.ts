import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { WorkspaceId } from '../../db/schema.ts'
import type { Deps } from '../../deps.ts'
import { job } from '../../jobs/job.ts'
import { Later } from '../../jobs/queue.ts'
import { takeTurn } from '../../jobs/turn.ts'
import type { Workspace } from '../../slack/ask.ts'
import { type Outcome, outcomeOf } from '../../slack/outcome.ts'
import { pauseMethod } from '../../slack/pace.ts'
import { openDirect, post as postMessage, postedWith } from '../../slack/post.ts'
import type { Said } from '../../slack/say.ts'
import { wordsFor } from '../../words/words.ts'
import { enterQuestions } from '../complaint-approvals/queries.ts'
import { compensationsOf, type DoneDuty } from '../complaint-steps/queries.ts'
import { type Complaint, complaintById } from '../complaints/queries.ts'
import { workspaceById } from '../people/queries.ts'
import {
  enterPosts,
  holdCards,
  keepPost,
  openAgain,
  placesOf,
  type Post,
  postsOf,
  stillSees,
  usualReader,
} from './queries.ts'
import { messageOf } from './views.ts'

const POST = 'chat.postMessage'
const UPDATE = 'chat.update'
const HISTORY = 'conversations.history'
/** Slack's own pace for it, a minute, less some for others. */
const UPDATES_PER_MINUTE = 45
const SECOND = 1000
/** A post that nobody came back from is over by then, and Slack's history shows it. */
const ABANDONED = 20 * SECOND
/** Where Slack is in trouble it is left alone so long. */
const TROUBLE = 5 * SECOND
/** What is said once, and not changed when the complaint changes. */
const TOLD: readonly Post['kind'][] = ['update', 'reopening']
/** A post of an earlier attempt may show late. */
const BEFORE = 3600 * SECOND

/**
 * Makes Slack show a complaint as it is: its cards wherever they belong, in their threads what happened since. What was
 * posted is known by a ledger, so that a process that dies in between leaves nothing out and says nothing twice.
 */
export const showComplaint = job({
  name: 'complaints.show',
  data: z.object({
    workspace: z.number().transform((id) => id as WorkspaceId),
    complaint: z.number(),
    /** Channels that would not have us may do so now. */
    again: z.boolean().optional(),
  }),
  parallel: 4,
  retries: 20,
  async run(deps, { workspace: id, complaint: complaintId, again = false }) {
    const workspace = await workspaceById(deps.db, id)
    await deps.db.transaction().execute(async (trx) => {
      await holdCards(trx, id, complaintId)
      const complaint = await complaintById(trx, id, complaintId)
      if (complaint) await bringUpToDate(deps, workspace, complaint, again)
    })
  },
})

async function bringUpToDate(
  deps: Deps,
  workspace: Workspace,
  complaint: Complaint,
  again: boolean,
): Promise<void> {
  const { db, now } = deps
  const places = await placesOf(db, workspace.id, complaint)
  const channels = places.flatMap(({ channel, member }) => (member ? [] : [channel]))
  if (again) await openAgain(db, workspace.id, complaint.id, channels)
  await enterPosts(db, workspace.id, complaint, places, now())
  await enterQuestions(db, workspace.id, complaint, now())
  const compensations = await compensationsOf(db, workspace.id, complaint.id)
  const usual = { ...(await usualReader(db, workspace.id)), compensations }
  // What belongs into a thread needs its card's time stamp, so each is read anew.
  const cards = (await postsOf(db, workspace.id, complaint.id)).filter(({ kind }) => kind === 'card')
  for (const card of cards) await bring(deps, workspace, complaint, card, usual)
  const others = (await postsOf(db, workspace.id, complaint.id)).filter(({ kind }) => kind !== 'card')
  for (const other of others) await bring(deps, workspace, complaint, other, usual)
}

async function bring(
  deps: Deps,
  workspace: Workspace,
  complaint: Complaint,
  post: Post,
  usual: { locale: string; zone: string; compensations: readonly DoneDuty[] },
): Promise<void> {
  if (post.endedWhy !== null || (post.ts !== null && TOLD.includes(post.kind))) return
  if (post.memberId && !post.readerActive) return
  const reader = { locale: post.locale ?? usual.locale, zone: post.zone ?? usual.zone }
  const message = messageOf(post, complaint, usual.compensations, {
    words: wordsFor(reader.locale),
    zone: reader.zone,
    now: deps.now(),
    sees: await stillSees(deps.db, workspace.id, complaint, post),
  })
  if (!message) return keepPost(deps.db, workspace.id, post.id, { endedWhy: 'nothing to say' })
  const shown = createHash('sha256').update(JSON.stringify(message)).digest('base64url')
  const known = post.ts === null && post.sendingAt ? await found(deps, workspace, post) : post
  if (!known) return undefined
  if (known.ts === null) return send(deps, workspace, post, { message, shown })
  if (!TOLD.includes(post.kind)) await changed(deps, workspace, known, { message, shown })
}

interface Shown {
  message: Said
  shown: string
}

async function changed(
  deps: Deps,
  workspace: Workspace,
  { id, postedIn, ts, shown: before }: Post,
  { message, shown }: Shown,
): Promise<void> {
  if (shown === before || !postedIn || !ts) return
  await takeTurn(deps, { workspace: workspace.id, method: UPDATE }, UPDATES_PER_MINUTE)
  const failed = await deps.slack.chat
    .update({ channel: postedIn, ts, ...message })
    .then(() => null, outcomeOf)
  if (failed) return failedAt(deps, workspace, id, failed, UPDATE)
  await keepPost(deps.db, workspace.id, id, { shown })
}

/** Asks Slack what became of a post that nobody came back from; null where it cannot be known. */
async function found(deps: Deps, workspace: Workspace, post: Post): Promise<Post | null> {
  const { db, slack, realNow } = deps
  const since = post.sendingAt ?? realNow()
  const over = new Date(since.getTime() + ABANDONED)
  if (realNow() < over) throw new Later(over)
  try {
    const channel = post.parentIn ?? (post.memberId ? await openDirect(slack, post.memberId) : post.channel)
    const place = { channel, key: post.key, thread: post.parentTs ?? undefined }
    const ts = await postedWith(slack, place, new Date(since.getTime() - BEFORE))
    if (!ts) return post
    const as = { postedIn: channel, ts, shown: '' }
    await keepPost(db, workspace.id, post.id, as)
    return { ...post, ...as }
  } catch (error) {
    // Not read: whether it was posted is as unknown as before, and nothing is posted again.
    await failedAt(deps, workspace, post.id, outcomeOf(error), HISTORY)
    return null
  }
}

async function send(deps: Deps, workspace: Workspace, post: Post, { message, shown }: Shown): Promise<void> {
  const { db, slack, realNow } = deps
  // A thread whose card was never posted has no place.
  if (post.kind === 'update' && !post.parentTs) return
  await takeTurn(deps, { workspace: workspace.id, method: POST }, workspace.settings.messagesPerMinute)
  await keepPost(db, workspace.id, post.id, { sendingAt: realNow(), attempt: post.attempt + 1 })
  const channel = post.parentIn ?? post.direct ?? post.channel
  const place = { channel, key: post.key, thread: post.parentTs ?? undefined }
  try {
    const { channel: postedIn, ts } = await postMessage(slack, place, message)
    await keepPost(db, workspace.id, post.id, { postedIn, ts, shown })
  } catch (error) {
    await failedAt(deps, workspace, post.id, outcomeOf(error), POST)
  }
}

/** What follows when a call did nothing, or perhaps something. */
async function failedAt(
  deps: Deps,
  workspace: Workspace,
  id: number,
  failed: Outcome,
  method: string,
): Promise<void> {
  const { db, realNow, logger } = deps
  const later = async (ms: number): Promise<never> => {
    const until = new Date(realNow().getTime() + ms)
    await pauseMethod(db, { workspace: workspace.id, method }, until)
    throw new Later(until)
  }
  if (failed.kind === 'limited' || failed.kind === 'unsent') {
    if (method === POST) await keepPost(db, workspace.id, id, { sendingAt: null })
    await later(failed.kind === 'limited' ? failed.seconds * SECOND : TROUBLE)
  }
  if (failed.kind === 'unclear') await later(TROUBLE)
  logger.warn(
    { workspace: workspace.id, post: id, error: failed.kind === 'unclear' ? '' : failed.kind },
    'a message about a complaint did not arrive',
  )
  const endedWhy = 'error' in failed ? failed.error : failed.kind
  // A post that was refused stands nowhere: Slack's history need not be asked.
  await keepPost(db, workspace.id, id, method === POST ? { endedWhy, sendingAt: null } : { endedWhy })
}
