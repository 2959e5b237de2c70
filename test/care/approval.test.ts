import fc from 'fast-check'
import { expect, test } from 'vitest'
import { approversAmong, mayApprove, needsApproval } from '../../src/care/approval.ts'

test.each([
  [50_000, 'EUR', 500, false],
  [50_001, 'EUR', 500, true],
  [500, 'JPY', 500, false],
  [501, 'JPY', 500, true],
  [500_000, 'KWD', 500, false],
  [500_001, 'KWD', 500, true],
  [1, 'EUR', 0, true],
  [null, 'EUR', 0, false],
] as const)(
  '%s minor units of %s at a limit of %s: a manager is waited for: %s (care-rules §5.1)',
  (amount, currency, limit, waits) => {
    expect(needsApproval(amount, currency, limit)).toBe(waits)
  },
)

const person = (id: string, role: 'rep' | 'manager' | 'admin', teamId: number | null = 1) => ({
  id,
  role,
  teamId,
})

test('the team’s managers are asked; without another than whoever offered it, the admins; else nobody', () => {
  const people = [
    person('ben', 'rep'),
    person('dana', 'manager'),
    person('max', 'manager', 2),
    person('ada', 'admin', 2),
  ]
  const asked = (doneBy: string) => approversAmong(people, { ownerTeamId: 1, doneBy }).map(({ id }) => id)
  expect(asked('ben')).toEqual(['dana'])
  expect(asked('dana')).toEqual(['ada'])
  expect(approversAmong([person('ada', 'admin')], { ownerTeamId: 1, doneBy: 'ada' })).toEqual([])
})

const anybody = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  role: fc.constantFrom('rep' as const, 'manager' as const, 'admin' as const),
  teamId: fc.constantFrom(null, 1, 2),
})

test('whoever is asked may decide, nobody decides about what they offered, and where somebody may somebody is asked', () => {
  const offers = fc.record({
    ownerTeamId: fc.constantFrom(null, 1, 2),
    doneBy: fc.constantFrom('a', 'b', 'x'),
  })
  fc.assert(
    fc.property(fc.array(anybody), offers, (people, offer) => {
      const asked = approversAmong(people, offer)
      expect(
        asked.filter((one) => !mayApprove(one, offer) || one.id === offer.doneBy || one.role === 'rep'),
      ).toEqual([])
      expect(asked.length > 0).toBe(people.some((one) => mayApprove(one, offer)))
    }),
  )
})
