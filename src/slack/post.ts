import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

const Posted = z.object({ channel: z.string(), ts: z.string() })

/** Posts a message that can be found again by `key`, to a channel or straight to a member. */
export async function post(
  slack: WebClient,
  { channel, key }: { channel: string; key: string },
  message: { text: string; blocks?: KnownBlock[] },
): Promise<{ channel: string; ts: string }> {
  const metadata = { event_type: 'tend_morning', event_payload: { key } }
  const quiet = { unfurl_links: false, unfurl_media: false }
  return Posted.parse(await slack.chat.postMessage({ channel, metadata, ...quiet, ...message }))
}

/** The direct channel with a member, opened when there is none yet. */
export async function openDirect(slack: WebClient, member: string): Promise<string> {
  const { channel } = await slack.conversations.open({ users: member })
  return z.string().parse(channel?.id)
}

const History = z.object({
  messages: z
    .array(
      z.object({
        ts: z.string(),
        metadata: z.object({ event_payload: z.object({ key: z.unknown() }).optional() }).optional(),
      }),
    )
    .default([]),
})

/** When the message with `key` was posted in a channel since an instant, as Slack's time stamp. */
export async function postedWith(
  slack: WebClient,
  channel: string,
  key: string,
  since: Date,
): Promise<string | undefined> {
  const oldest = String(since.getTime() / 1000)
  const page = { oldest, limit: 200, include_all_metadata: true }
  const { messages } = History.parse(await slack.conversations.history({ channel, ...page }))
  return messages.find(({ metadata }) => metadata?.event_payload?.key === key)?.ts
}
