import type { Chance } from './random.ts'

export type Tier = 'general' | 'important' | 'key'

/** A contact with a customer, so many days ago. */
export interface Contact {
  ago: number
  channel: 'call' | 'visit' | 'email'
  outcome: 'good' | 'neutral' | 'no-answer'
  about?: 'thanks' | 'care'
}

/** What happened with one customer; orders in days ago. */
export interface Story {
  orders: number[]
  contacts: Contact[]
}

/** What this customer asks of the rep on the morning of day 0. */
export type Situation =
  | 'calm'
  | 'thank'
  | 'settle'
  | 'care'
  | 'rhythm'
  | 'visit'
  | 'contact'
  | 'leaving'
  | 'new'
  | 'prospect'

/** Two years. */
const HORIZON = 730

/** Days between contacts by tier, the least and the most. */
const KEEPING: Record<Tier, [number, number]> = { general: [70, 110], important: [40, 60], key: [10, 16] }
/** Days between orders on average, by tier, and of those who came often and fell silent; APART comes on top. */
const ORDERING: Record<Tier, number> = { general: 80, important: 56, key: 21 }
const FREQUENT = 20
/** Orders closer than this are one purchase, in days. */
const APART = 4
/** How many customers of a tier one leaves after an order: one in so many. */
const LEAVING: Record<Tier, number> = { general: 6, important: 40, key: 200 }
/** Somebody calm has not ordered for so many days: nothing of an after-sale sequence is left. */
const CALM: Record<Tier, number> = { general: 50, important: 14, key: 14 }
/** Who still orders has done so for at least so long, in days. */
const HISTORY = 200

/** Contacts in days ago, oldest first, from two years back until `newest`. */
function until(chance: Chance, newest: number, [least, most]: [number, number]): number[] {
  const days: number[] = []
  for (let ago = newest; ago <= HORIZON; ago += chance.between(least, most)) days.unshift(ago)
  return days
}

const call = (ago: number): Contact => ({ ago, channel: 'call', outcome: 'good' })
const thanks = (ago: number): Contact => ({ ago, channel: 'call', outcome: 'good', about: 'thanks' })
const visit = (ago: number): Contact => ({ ago, channel: 'visit', outcome: 'good' })
const unanswered = (ago: number): Contact => ({ ago, channel: 'call', outcome: 'no-answer' })

/** The contacts of two years until `newest`; every third one in person where the tier asks for it. */
function kept(chance: Chance, tier: Tier, newest: number): Contact[] {
  return until(chance, newest, KEEPING[tier]).map((ago, i) => {
    if (tier !== 'general' && i % 3 === 0) return visit(ago)
    if (chance.happens(0.15)) return { ago, channel: 'email', outcome: 'neutral', about: 'care' }
    return {
      ago,
      channel: chance.happens(0.3) ? 'email' : 'call',
      outcome: chance.happens(0.8) ? 'good' : 'neutral',
    }
  })
}

/** Contacts so that nothing of the standing rhythm is due today. */
function inRhythm(chance: Chance, tier: Tier): Contact[] {
  if (tier === 'general') return kept(chance, tier, chance.between(15, 75))
  const seen = chance.between(15, 70)
  const old = kept(chance, tier, seen + 12)
  return [...old, visit(seen), call(tier === 'key' ? chance.between(3, 9) : chance.between(5, 14))]
}

/** Sum of so many waits of 1 on average: gamma distributed. */
const waits = (chance: Chance, count: number): number =>
  Array.from({ length: count }, () => chance.wait(1)).reduce((sum, one) => sum + one)

/** The days between its orders that are a customer's own: half of the average for some, twice as many for others. */
const ownGap = (chance: Chance, tier: Tier): number => (4 * ORDERING[tier]) / waits(chance, 4)

const apart = (chance: Chance, gap: number): number => APART + Math.round(chance.wait(gap))

/** Orders in days ago, oldest first, at gaps that remember nothing; the newest and the first about so long ago. */
function bought(chance: Chance, gap: number, newest: number, first: number): number[] {
  const days: number[] = []
  for (let ago = newest; ago <= first; ago += apart(chance, gap)) days.unshift(ago)
  return days
}

const past = (chance: Chance, tier: Tier, newest: number): number[] =>
  bought(chance, ownGap(chance, tier), newest, chance.between(newest + HISTORY, HORIZON))

/** The same of somebody with nothing new to thank for, who may have left after any order, the first one too. */
function calmPast(chance: Chance, tier: Tier): number[] {
  const gap = ownGap(chance, tier)
  const left = waits(chance, 1)
  const leaves = left / (left + waits(chance, LEAVING[tier] - 1))
  const days: number[] = []
  for (let ago = chance.between(CALM[tier], HORIZON); ago >= 0; ago -= apart(chance, gap)) {
    days.push(ago)
    if (chance.happens(leaves)) break
  }
  return (days.at(-1) ?? 0) < CALM[tier] ? calmPast(chance, tier) : days
}

const STORIES: Record<Situation, (chance: Chance, tier: Tier) => Story> = {
  calm: (chance, tier) => ({
    orders: calmPast(chance, tier),
    contacts: inRhythm(chance, tier),
  }),
  thank: (chance, tier) => ({
    orders: [...past(chance, tier, chance.between(60, 120)), tier === 'key' ? 1 : chance.between(1, 2)],
    contacts: inRhythm(chance, tier),
  }),
  settle: (chance, tier) => ({
    orders: [...past(chance, tier, chance.between(40, 90)), 8],
    contacts: [...inRhythm(chance, tier).filter(({ ago }) => ago > 8), thanks(7)],
  }),
  care: (chance, tier) => {
    const bought = chance.between(30, 38)
    return {
      orders: [...past(chance, tier, chance.between(160, 300)), bought],
      contacts: [...kept(chance, tier, chance.between(60, 100)), thanks(bought - 2)],
    }
  },
  rhythm: (chance, tier) => {
    const touched = chance.between(91, 165)
    return {
      orders: past(chance, tier, touched + chance.between(20, 60)),
      contacts: kept(chance, tier, touched),
    }
  },
  visit: (chance, tier) => {
    const seen = chance.between(91, 140)
    const old = kept(chance, tier, seen + 20)
    return {
      orders: past(chance, tier, chance.between(20, 45)),
      contacts: [...old, visit(seen), call(chance.between(4, 10))],
    }
  },
  contact: (chance, tier) => ({
    orders: past(chance, tier, chance.between(25, 45)),
    contacts: [...kept(chance, tier, 62), visit(chance.between(35, 55)), call(chance.between(14, 20))],
  }),
  leaving: (chance, tier) => ({
    orders: bought(chance, FREQUENT, chance.between(115, 190), chance.between(330, 480)),
    contacts: [...kept(chance, tier, chance.between(40, 60)), unanswered(20), unanswered(9)],
  }),
  new: (chance) => ({ orders: [chance.between(1, 2)], contacts: [] }),
  prospect: (chance) => ({ orders: [], contacts: [call(chance.between(20, 70))] }),
}

export const storyOf = (chance: Chance, situation: Situation, tier: Tier): Story =>
  STORIES[situation](chance, tier)
