import type { KnownBlock } from '@slack/types'
import type { Deps } from '../deps.ts'
import type { WorkspaceId } from '../db/schema.ts'
import { outcomeOf } from '../slack/outcome.ts'
import { type Pictured, pictured } from '../slack/pictures.ts'
import { Later } from './queue.ts'

/** How long to wait where Slack was not reached, in seconds. */
const UNREACHED = 30

const QUIET = { unfurl_links: false, unfurl_media: false }

/**
 * Tells a member something in their direct message, once: what surely did not arrive is said later,
 * what may have arrived is not said again.
 */
export function tell(
  deps: Deps,
  member: string,
  message: { text: string; blocks?: KnownBlock[] },
): Promise<void> {
  return arriving(deps, member, deps.slack.chat.postMessage({ channel: member, ...QUIET, ...message }))
}

/** The same of a message that may have a chart in it. */
export function tellPicture(
  deps: Deps,
  workspace: WorkspaceId,
  member: string,
  said: Pictured,
): Promise<void> {
  const send = (message: Pictured): Promise<unknown> =>
    deps.slack.chat.postMessage({ channel: member, ...QUIET, ...message })
  return arriving(deps, member, pictured(deps, workspace, said, send))
}

/** The same in the place of an earlier message. */
export function tellAnew(
  deps: Deps,
  { channel, ts, member }: { channel: string; ts: string; member: string },
  message: { text: string; blocks?: KnownBlock[] },
): Promise<void> {
  return arriving(deps, member, deps.slack.chat.update({ channel, ts, ...message }))
}

async function arriving({ realNow, logger }: Deps, member: string, call: Promise<unknown>): Promise<void> {
  try {
    await call
  } catch (error) {
    const outcome = outcomeOf(error)
    const later = (seconds: number): Later => new Later(new Date(realNow().getTime() + seconds * 1000))
    if (outcome.kind === 'limited') throw later(outcome.seconds)
    if (outcome.kind === 'unsent') throw later(UNREACHED)
    logger.warn(
      { member, outcome: outcome.kind, error: outcome.error },
      'a message did not arrive, or perhaps did',
    )
  }
}
