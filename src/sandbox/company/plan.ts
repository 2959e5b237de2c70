import type { Chance } from './random.ts'
import type { Situation, Tier } from './stories.ts'

type Plan = readonly (readonly [Tier, readonly [Situation, number][]])[]

/** What 46 customers of a rep ask for this morning, and 12 of a manager. */
export const REP: Plan = [
  [
    'key',
    [
      ['contact', 1],
      ['thank', 1],
      ['calm', 2],
    ],
  ],
  [
    'important',
    [
      ['visit', 2],
      ['settle', 1],
      ['thank', 1],
      ['leaving', 1],
      ['calm', 4],
    ],
  ],
  [
    'general',
    [
      ['thank', 1],
      ['new', 1],
      ['care', 1],
      ['rhythm', 2],
      ['leaving', 2],
      ['prospect', 2],
      ['calm', 24],
    ],
  ],
]
export const MANAGER: Plan = [
  [
    'key',
    [
      ['contact', 1],
      ['calm', 1],
    ],
  ],
  [
    'important',
    [
      ['visit', 1],
      ['calm', 3],
    ],
  ],
  [
    'general',
    [
      ['rhythm', 1],
      ['calm', 5],
    ],
  ],
]

/** The customers of one owner, in no order. */
export const planned = (chance: Chance, plan: Plan): { tier: Tier; situation: Situation }[] =>
  chance.shuffled(
    plan.flatMap(([tier, situations]) =>
      situations.flatMap(([situation, times]) => Array.from({ length: times }, () => ({ tier, situation }))),
    ),
  )
