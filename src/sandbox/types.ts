/** A JSON object of Slack's, not yet known. */
export type Fields = Record<string, unknown>

/** Somebody of the workspace, as the sandbox shows and changes them. */
export interface Person {
  id: string
  /** The handle, lower case. */
  name: string
  real_name: string
  email: string
  /** What they are, as their Slack profile says it. */
  title: string
  /** IANA zone, with Slack's label and seconds east of UTC. */
  tz: string
  tz_label: string
  tz_offset: number
  /** As Slack writes it: `en-US`, `zh-CN`. */
  locale: string
  is_owner: boolean
  is_admin: boolean
  is_bot: boolean
  deleted: boolean
  /** A guest. */
  restricted: boolean
}

/** What a person needs at least; the rest is filled in. */
export type NewPerson = Pick<Person, 'name'> & Partial<Omit<Person, 'id' | 'tz_label' | 'tz_offset'>>

export interface Channel {
  id: string
  name: string
  /** Whether the app was invited. */
  hasApp: boolean
  isPrivate: boolean
}

/** A channel that people have made; nobody invited the app unless it is said. */
export type NewChannel = Pick<Channel, 'name'> & Partial<Omit<Channel, 'id'>>

export type Block = Fields & { type: string; block_id: string }

/** A message as somebody sees it; `to` is set when only that person sees it. */
export interface Message {
  channel: string
  ts: string
  user: string
  text: string
  blocks: Block[]
  bot_id?: string
  subtype?: string
  metadata?: Fields
  edited?: Fields
  files?: Fields[]
  /** The first message of the thread it stands in; its own time stamp where others stand in its thread. */
  thread_ts?: string
  reply_count?: number
  reply_users_count?: number
  reply_users?: string[]
  latest_reply?: string
  hidden?: boolean
  to?: string
}

export interface View {
  id: string
  hash: string
  type: 'modal' | 'home'
  callback_id: string
  external_id: string
  private_metadata: string
  title: Fields | null
  submit: Fields | null
  close: Fields | null
  blocks: Block[]
  state: { values: Values }
  notify_on_close: boolean
  clear_on_close: boolean
  root_view_id: string
  previous_view_id: string | null
  app_id: string
  bot_id: string
  team_id: string
}

/** Slack's state: block id, action id, what the element holds. */
export type Values = Record<string, Record<string, Fields>>

export interface Option {
  text: { type: string; text: string }
  value: string
}

/** How the app answered one request. `status` 0: not within Slack's time, or no connection. */
export interface Answer {
  status: number
  /** Parsed JSON, plain text, or '' */
  body: unknown
  /** Milliseconds. */
  ms: number
}

/** A Web API call that arrived, and how it was answered. */
export interface Call {
  method: string
  args: Fields
  token: string
  at: Date
  status?: number
  ok?: boolean
  error?: string
}

/** A request that went to the app, kept so that it can be replayed to the byte. */
export interface Delivery {
  kind: 'command' | 'interactive' | 'event'
  headers: Record<string, string>
  raw: string
  payload: Fields
  at: Date
  answer?: Answer
}

/** Thrown where Slack's own client would not let the person act: a required field, an option nobody offers, no such button. */
export class NotPossible extends Error {
  override name = 'NotPossible'
  readonly errors: Record<string, string>

  constructor(message: string, errors: Record<string, string> = {}) {
    super(message)
    this.errors = errors
  }
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isFields) : [])

export const str = (value: unknown): string => (typeof value === 'string' ? value : '')
