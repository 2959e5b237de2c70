import type { Context } from '@slack/bolt'
import type { Day } from '../care/calendar.ts'
import { CareError } from '../care/errors.ts'
import type { Settings } from '../care/settings.ts'
import type { WorkspaceCalendar } from '../care/workspace-calendar.ts'
import type { Role, WorkspaceId } from '../db/schema.ts'
import type { Words } from '../words/words.ts'

/** The workspace a request came from. */
export interface Workspace {
  id: WorkspaceId
  slackId: string
  /** IANA name. */
  zone: string
  /** ISO 4217. */
  currency: string
  region: string | null
  settings: Settings
  calendar: WorkspaceCalendar
}

/** Who asks, and will read the answer. */
export interface Reader {
  id: string
  name: string
  role: Role
  teamId: number | null
  /** IANA name. */
  zone: string
  words: Words
}

/** What every listener knows of a request. */
export interface Ask {
  workspace: Workspace
  reader: Reader
  /** The product's time when it came. */
  now: Date
  /** The reader's day. */
  today: Day
  /** What makes this request itself and no other, however often it arrives. */
  request: string
}

/** What `features/people` found out about the request before any other listener ran. */
export function asked(context: Context): Ask {
  const ask = context['ask'] as Ask | undefined
  if (!ask) throw new Error('this request was not identified')
  return ask
}

/** A CareError for everyone else. */
export function adminOnly(ask: Ask): Ask {
  if (ask.reader.role !== 'admin') throw new CareError('team.adminOnly')
  return ask
}
