import { expect, test } from 'vitest'
import { earnedTier, suggestedTier, type Year } from '../../src/care/suggested-tier.ts'

const year = (about: Partial<Year>): Year => ({
  largest: 100,
  orders: 1,
  quarters: 1,
  isMainstay: false,
  ...about,
})

test.for([
  [{}, 'general'],
  [{ orders: 5 }, 'general'],
  [{ orders: 6 }, 'important'],
  [{ largest: 999 }, 'general'],
  [{ largest: 1000 }, 'important'],
  [{ quarters: 4 }, 'general'],
  [{ isMainstay: true }, 'general'],
  [{ quarters: 3, isMainstay: true, orders: 9 }, 'important'],
  [{ quarters: 4, isMainstay: true }, 'key'],
  [{ largest: null, orders: 0, quarters: 0 }, 'general'],
] as const)('a year of %o earns %s', ([about, tier]) => {
  expect(earnedTier(year(about), 1000)).toBe(tier)
})

test('where nobody ordered nothing is large', () => {
  expect(earnedTier(year({ largest: null, orders: 0 }), null)).toBe('general')
})

test.for([
  ['general', 'important', 0, 'important'],
  ['general', 'key', 0, 'key'],
  ['important', 'important', 900, null],
  ['key', 'general', 364, null],
  ['key', 'general', 365, 'important'],
  ['important', 'general', 365, 'general'],
  ['general', 'general', 900, null],
] as const)(
  '%s that earned %s and has stood for %d days: %s is suggested',
  ([tier, earned, days, suggested]) => {
    expect(suggestedTier(tier, earned, days)).toBe(suggested)
  },
)
