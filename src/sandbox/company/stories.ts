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

/** Days between orders, and between contacts, by tier: the least and the most. */
const ORDERING: Record<Tier, [number, number]> = { general: [120, 360], important: [50, 110], key: [22, 40] }
const KEEPING: Record<Tier, [number, number]> = { general: [70, 110], important: [40, 60], key: [10, 16] }

/** Days ago, oldest first, from two years back until `newest`. */
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

const past = (chance: Chance, tier: Tier, newest: number): number[] => until(chance, newest, ORDERING[tier])

const STORIES: Record<Situation, (chance: Chance, tier: Tier) => Story> = {
  calm: (chance, tier) => ({
    orders: past(chance, tier, tier === 'general' ? chance.between(60, 160) : chance.between(14, 45)),
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
    orders: until(chance, chance.between(115, 190), tier === 'general' ? [18, 40] : [22, 45]),
    contacts: [...kept(chance, tier, chance.between(40, 60)), unanswered(20), unanswered(9)],
  }),
  new: (chance) => ({ orders: [chance.between(1, 2)], contacts: [] }),
  prospect: (chance) => ({ orders: [], contacts: [call(chance.between(20, 70))] }),
}

export const storyOf = (chance: Chance, situation: Situation, tier: Tier): Story =>
  STORIES[situation](chance, tier)
