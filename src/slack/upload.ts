import { type WebClient, WebAPIPlatformError } from '@slack/web-api'
import { openDirect } from './post.ts'

/** Puts a file into somebody's direct message with us. Returns Slack's reason where it is not taken. */
export async function sendFile(
  slack: WebClient,
  member: string,
  { name, text, comment }: { name: string; text: string; comment: string },
): Promise<string | undefined> {
  try {
    const channel = await openDirect(slack, member)
    await slack.filesUploadV2({
      channel_id: channel,
      filename: name,
      title: name,
      file: Buffer.from(text),
      initial_comment: comment,
    })
    return undefined
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return error.data.error
    throw error
  }
}
