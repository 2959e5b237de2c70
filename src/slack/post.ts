import type { KnownBlock } from '@slack/types'
import type { WebClient } from '@slack/web-api'
import { z } from 'zod'

const Posted = z.object({ channel: z.string(), ts: z.string() })

/** Where a message stands: in a channel or straight at a member, perhaps in a thread; `key` finds it again. */
interface Place {
  channel: string
  key: string
  thread?: string | undefined
}

/** Posts a message that can be found again by its key. */
export async function post(
  slack: WebClient,
  { channel, key, thread }: Place,
  message: { text: string; blocks?: KnownBlock[] },
): Promise<{ channel: string; ts: string }> {
  const metadata = { event_type: 'tend_morning', event_payload: { key } }
  const quiet = { unfurl_links: false, unfurl_media: false }
  return Posted.parse(
    await slack.chat.postMessage({
      channel,
      metadata,
      ...quiet,
      ...message,
      ...(thread && { thread_ts: thread }),
    }),
  )
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

/** When the message with this key was posted in a channel or thread since an instant, as Slack's time stamp. */
export async function postedWith(
  slack: WebClient,
  { channel, key, thread }: Place,
  since: Date,
): Promise<string | undefined> {
  const page = { channel, oldest: String(since.getTime() / 1000), limit: 200, include_all_metadata: true }
  const read = thread
    ? slack.conversations.replies({ ...page, ts: thread })
    : slack.conversations.history(page)
  const { messages } = History.parse(await read)
  return messages.find(({ metadata }) => metadata?.event_payload?.key === key)?.ts
}
