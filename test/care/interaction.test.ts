import { expect, test } from 'vitest'
import { CHANNELS, isAttempt, isTouch, isVisit, OUTCOMES } from '../../src/care/interaction.ts'

test('an internal note reaches nobody, whatever its outcome (care-rules §1)', () => {
  for (const outcome of [...OUTCOMES, null]) {
    expect(isTouch({ channel: 'note', outcome })).toBe(false)
    expect(isAttempt({ channel: 'note', outcome })).toBe(false)
  }
})

test('with the customer it is either a touch or an attempt (care-rules §1)', () => {
  for (const channel of CHANNELS.filter((name) => name !== 'note')) {
    for (const outcome of [...OUTCOMES, null]) {
      expect(isTouch({ channel, outcome })).toBe(outcome !== 'no-answer')
      expect(isAttempt({ channel, outcome })).toBe(outcome === 'no-answer')
    }
  }
})

test('only a visit that met somebody is a visit (care-rules §2)', () => {
  expect(CHANNELS.filter((channel) => isVisit({ channel, outcome: 'bad' }))).toEqual(['visit'])
  expect(isVisit({ channel: 'visit', outcome: 'no-answer' })).toBe(false)
})
