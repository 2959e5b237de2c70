import type { Confirm } from '@slack/types'
import { useState } from 'react'
import type { Screen, Somebody } from '../screen.ts'
import type { Answer } from '../types.ts'
import type { Place } from './places.ts'
import type { Offer, Scene } from './scene.ts'
import { outcomeOf, send } from './slack.ts'
import type { Thread } from './use-thread.ts'
import { useTheme } from './use-theme.ts'
import { wordsOf } from './words.ts'

interface Matter {
  screen: Screen
  me: Somebody
  place: Place
  now: Date
  thread: Thread
  ask: (confirm: Confirm) => Promise<boolean>
}

/** What somebody does without waiting for the app: Slack does not tell them whether it heard. */
const UNANSWERED: ReadonlySet<string> = new Set(['say', 'drop', 'home', 'change', 'forget', 'travel'])

/** What every part of the page may know and do, for a person in a place. */
export function useScenery({ screen, me, place, now, thread, ask }: Matter): Scene {
  const theme = useTheme()
  const [problem, setProblem] = useState<string>()
  const [drafts, setDrafts] = useState<Record<string, string>>({})
  const words = wordsOf(me.locale)
  const here = `${me.id} ${place === 'home' ? 'dm' : place}`
  return {
    screen,
    me,
    words,
    theme,
    problem,
    thread,
    ask,
    clock: { zone: me.tz, locale: me.locale, now },
    nameOf: (id) => nameIn(screen, id),
    act: async (act, more) => {
      setProblem(undefined)
      const reply = await send<Answer>(me.id, act, more)
      const outcome = outcomeOf(UNANSWERED.has(act) ? reply && { ...reply, answer: undefined } : reply, words)
      // A command that fails is told in the conversation, by Slackbot.
      setProblem(act === 'command' && outcome.answer ? undefined : outcome.problem)
      return outcome
    },
    offers: async (about) => (await send<Offer[]>(me.id, 'options', about))?.answer ?? [],
    draft: drafts[here] ?? '',
    draftIn: (root) => drafts[`${here} ${root}`] ?? '',
    setDraft: (text, root) => setDrafts({ ...drafts, [root ? `${here} ${root}` : here]: text }),
  }
}

function nameIn({ app, people }: Screen, id: string): string {
  if (id === app.userId) return app.name
  return people.find((person) => person.id === id)?.real_name ?? 'Slackbot'
}
