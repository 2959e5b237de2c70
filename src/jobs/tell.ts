import type { KnownBlock } from '@slack/types'
import type { Deps } from '../deps.ts'
import { outcomeOf } from '../slack/outcome.ts'
import { Later } from './queue.ts'

/** How long to wait where Slack was not reached, in seconds. */
const UNREACHED = 30

/**
 * Tells a member something in their direct message, once: what surely did not arrive is said later,
 * what may have arrived is not said again.
 */
export async function tell(
  { slack, realNow, logger }: Deps,
  member: string,
  message: { text: string; blocks?: KnownBlock[] },
): Promise<void> {
  try {
    await slack.chat.postMessage({ channel: member, unfurl_links: false, unfurl_media: false, ...message })
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
