import type { Day } from './calendar.ts'
import type { Settings } from './settings.ts'

/** “How likely would you recommend us”, 0–10, or what they said of a complaint’s solution, 1–5. */
export type Answer = { id: number; score: number; on: Day } & (
  | { kind: 'nps' }
  | { kind: 'verdict'; solved: boolean; satisfied: boolean }
)

/** What a verdict says of how a complaint was solved. */
export type Solving = 'content' | 'unsolved' | 'dissatisfied'

/** Null: it was another question. */
export function solvingOf(answer: Answer): Solving | null {
  if (answer.kind === 'nps') return null
  if (!answer.solved) return 'unsolved'
  return answer.satisfied ? 'content' : 'dissatisfied'
}

/** Whether an answer says that they are unhappy (care-rules §4, `unhappy`). */
export function isUnhappy(answer: Answer, { unhappyScore }: Pick<Settings, 'unhappyScore'>): boolean {
  const solving = solvingOf(answer)
  return solving ? solving !== 'content' : answer.score <= unhappyScore
}
