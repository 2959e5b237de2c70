import { type WebClient, WebAPIPlatformError } from '@slack/web-api'
import { z } from 'zod'
import { CareError } from '../care/errors.ts'
import type { Config } from '../config.ts'

/** A file that somebody dropped. */
export interface SlackFile {
  name: string
  /** Throws a CareError when Slack stops in the middle. */
  bytes: AsyncIterable<Buffer>
}

const Info = z.object({
  name: z.string().default(''),
  size: z.number().default(0),
  url_private: z.string().default(''),
  url_private_download: z.string().optional(),
  is_external: z.boolean().default(false),
})

/** The largest file that is read, in bytes. */
const MOST = 50_000_000

/** How long Slack may take to begin with it, and to send all of it, in milliseconds. */
const BEGIN = 30_000
const ALL = 600_000

/** Opens a file by its id, at most 50 MB. A CareError where it is gone, too large, elsewhere or not ours to read. */
export async function openFile(slack: WebClient, config: Config, id: string): Promise<SlackFile> {
  const { file } = await slack.files.info({ file: id }).catch(refused)
  const { name, size, is_external, url_private_download, url_private } = Info.parse(file)
  if (size > MOST) throw tooLarge()
  const url = new URL(url_private_download ?? url_private)
  // Our token is for Slack alone: a file that is kept elsewhere is not asked for with it.
  if (is_external || !isSlacks(url, config)) throw new CareError('files.elsewhere')
  return { name, bytes: await download(url, config) }
}

function refused(error: unknown): never {
  const why = error instanceof WebAPIPlatformError ? error.data.error : ''
  if (['file_not_found', 'file_deleted', 'file_not_visible'].includes(why)) throw new CareError('files.gone')
  if (['missing_scope', 'not_allowed_token_type', 'no_permission'].includes(why))
    throw new CareError('files.noAccess')
  throw error
}

const tooLarge = (): CareError => new CareError('files.tooLarge', { most: MOST / 1_000_000 })

function isSlacks({ protocol, hostname, origin }: URL, { SLACK_API_URL }: Config): boolean {
  if (SLACK_API_URL && new URL(SLACK_API_URL).origin === origin) return true
  return protocol === 'https:' && (hostname === 'files.slack.com' || hostname.endsWith('.slack.com'))
}

async function download(url: URL, { SLACK_BOT_TOKEN }: Config): Promise<AsyncIterable<Buffer>> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), BEGIN)
  const signal = AbortSignal.any([patience.signal, AbortSignal.timeout(ALL)])
  const headers = { authorization: `Bearer ${SLACK_BOT_TOKEN ?? ''}` }
  const response = await fetch(url, { headers, signal }).catch(stopped)
  clearTimeout(timer)
  if (!response.ok || !response.body) throw new CareError('files.stopped')
  // Without the scope Slack answers with its page for signing in.
  if (response.headers.get('content-type')?.includes('text/html')) {
    await response.body.cancel()
    throw new CareError('files.noAccess')
  }
  return pieces(response.body)
}

async function* pieces(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let size = 0
  const source = body[Symbol.asyncIterator]()
  try {
    for (
      let next = await source.next().catch(stopped);
      !next.done;
      next = await source.next().catch(stopped)
    ) {
      size += next.value.length
      if (size > MOST) throw tooLarge()
      yield Buffer.from(next.value.buffer, next.value.byteOffset, next.value.length)
    }
  } finally {
    await source.return?.()
  }
}

function stopped(): never {
  throw new CareError('files.stopped')
}
