import type { WebClient } from '@slack/web-api'

/** Slack asks for pages of at most this many people. */
const PAGE = 200

/** Everybody in the workspace, page by page, with zone and locale. */
export async function* peoplePages(slack: WebClient): AsyncGenerator<unknown[]> {
  let cursor: string | undefined
  do {
    const page = await slack.users.list({ limit: PAGE, include_locale: true, ...(cursor && { cursor }) })
    yield page.members ?? []
    cursor = page.response_metadata?.next_cursor
  } while (cursor)
}
