import type { Given } from './elements.ts'
import type { Faults } from './faults.ts'
import type { Target } from './payloads.ts'
import type { Rates } from './rates.ts'
import type { Raw } from './raw.ts'
import type {
  Answer,
  Call,
  Channel,
  Delivery,
  Fields,
  Message,
  NewPerson,
  Option,
  Person,
  View,
} from './types.ts'

/** A Slack on this machine: what people do in it, what they see, and how it can be made to fail. */
export interface Sandbox {
  /** For `SLACK_API_URL`, with the slash at its end. */
  url: string
  /** The page where a person can try the app. */
  page: string
  botToken: string
  appToken: string
  signingSecret: string
  teamId: string
  appId: string
  botId: string
  botUserId: string
  /** Where the app takes requests, path included; unused while a socket is open. */
  appUrl: string
  /** Members who are people, live. */
  people: Person[]
  person: (name: string) => Person
  channels: Channel[]
  channel: (name: string) => Channel

  command: (person: Person, command: string, text?: string, place?: { channel?: string }) => Promise<Answer>
  press: (
    person: Person,
    target: Target,
    wanted: string | { action_id?: string; block_id?: string },
    given?: Given,
  ) => Promise<Answer>
  submit: (person: Person, view: View, values?: Record<string, Given>) => Promise<Answer>
  fillIn: (person: Person, view: View, values: Record<string, Given>) => Promise<void>
  /** Closes a modal without submitting, or with `all` every one; the app's answer when it asked to hear of it. */
  dismiss: (person: Person, view: View, all?: boolean) => Promise<Answer | undefined>
  options: (person: Person, target: Target, actionId: string, query: string) => Promise<Option[]>
  shortcut: (person: Person, callbackId: string, message?: Message) => Promise<Answer>
  openHome: (person: Person) => Promise<Answer>
  /** Writes a message; with `thread`, the time stamp of a message, into its thread. */
  say: (person: Person, text: string, place?: { channel?: string; thread?: string }) => Promise<Answer>
  event: (event: Fields, how?: { retry?: number; reason?: string; envelope?: Fields }) => Promise<Answer>
  joinTeam: (person: NewPerson) => Promise<{ person: Person; answer: Answer }>
  /** As `/invite @app` in a channel. */
  invite: (person: Person, channel: Channel) => Promise<Answer>
  changeUser: (person: Person, patch: Partial<NewPerson>) => Promise<Answer>
  dropFile: (person: Person, filename: string, content: string | Uint8Array) => Promise<Answer>

  /** What stands in a channel, or in a person's direct channel with the app, for this person; oldest first, threads left out. */
  messages: (place: Channel | Person) => Message[]
  /** A message and the replies in its thread, oldest first. */
  thread: (message: Message) => Message[]
  /** What only this person sees, anywhere. */
  ephemerals: (person: Person) => Message[]
  views: (person: Person) => View[]
  home: (person: Person) => View | undefined
  dm: (person: Person) => Promise<string>
  calls: Call[]
  deliveries: Delivery[]
  warnings: string[]

  faults: Faults
  rates: Rates
  /** Types of block that this Slack answers with `invalid_blocks` from now on, as one that has not got them yet. */
  refused: Set<string>
  /** Sends the same bytes again, over HTTP. */
  replay: (delivery?: Delivery) => Promise<Answer>
  /** Sends any bytes to the app, signed unless told otherwise. */
  raw: (raw: Raw) => Promise<Answer>
  sockets: {
    open: () => number
    refresh: (which?: 'all' | 'oldest') => void
    drop: (which?: 'all' | 'oldest') => void
  }
  /** Waits until `look` finds something, at most `ms` milliseconds. */
  until: <T>(look: () => T | Promise<T>, ms?: number) => Promise<NonNullable<T>>
  /** Waits until every delivery has been answered, retries included. */
  settled: () => Promise<void>
  close: () => Promise<void>
}
