import type { Channel, Message, Person, View } from './types.ts'

/** What the manifest lets people type, and pick in a message's menu. */
export interface Menu {
  commands: readonly { command: string; description: string; usage_hint: string }[]
  shortcuts: readonly { name: string; callback_id: string }[]
}

/** How far the clock can be moved: to the person's next morning, or by an hour. */
export type Leap = 'morning' | 'hour'

/** A message with the instant, ISO, that the product's clock showed when it came. */
export type Seen = Message & { at: string }

/** A person with what only they see. */
export type Somebody = Person & { dm: string | null; views: View[]; home: View | null }

/** The whole workspace, as the page reads it. */
export interface Screen extends Menu {
  /** Counts what happened. */
  change: number
  team: string
  app: { name: string; userId: string }
  /** Whether the app has said where it is. */
  ready: boolean
  /** The product's clock, ISO. */
  now: string
  /** Whether the clock can be moved; stranded: the app did not come back, and the next try starts it again. */
  travel: 'impossible' | 'possible' | 'under way' | 'stranded'
  channels: Channel[]
  people: Somebody[]
  messages: Seen[]
  warnings: string[]
}
