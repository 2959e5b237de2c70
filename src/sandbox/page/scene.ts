import type { Confirm } from '@slack/types'
import { createContext, use } from 'react'
import type { Screen, Somebody } from '../screen.ts'
import type { ReaderClock } from './dates.ts'
import type { Outcome } from './slack.ts'
import type { Thread } from './use-thread.ts'
import type { PageWords } from './words.ts'

/** What every part of the page may know and do. */
export interface Scene {
  screen: Screen
  me: Somebody
  words: PageWords
  clock: ReaderClock
  theme: 'light' | 'dark'
  /** The name of a person or the app. */
  nameOf: (id: string) => string
  /** Does something as this person; what could not be done is said on the page. */
  act: (act: string, more?: object) => Promise<Outcome>
  /** What could not be done just now. */
  problem: string | undefined
  /** What the app offers for some letters typed. */
  offers: (about: object) => Promise<Offer[]>
  /** What is being written here. */
  draft: string
  /** Keeps what is being written here, or into the thread of a message. */
  setDraft: (text: string, thread?: string) => void
  draftIn: (thread: string) => string
  thread: Thread
  /** Asks before a button does what it says. */
  ask: (confirm: Confirm) => Promise<boolean>
}

/** One choice of a list. */
export interface Offer {
  text: { type: string; text: string }
  value: string
  group?: string
  /** Found by this, too: a person's handle. */
  also?: string
}

export const SceneContext = createContext<Scene | undefined>(undefined)

export function useScene(): Scene {
  const scene = use(SceneContext)
  if (!scene) throw new Error('Outside the scene')
  return scene
}
