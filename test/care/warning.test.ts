import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, type Day } from '../../src/care/calendar.ts'
import { CHURN_RULES, type ChurnRule, type Verdict } from '../../src/care/churn.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { development, evidenceOn, keptEvidence, type OpenCase, type Reason } from '../../src/care/warning.ts'

const settings = settingsFrom()
const today = day('2026-03-02')
const general = { tier: 'general', lastOrderOn: day('2025-11-01') } as const

const says = (...rules: ChurnRule[]): Verdict[] =>
  CHURN_RULES.map((rule) => ({ rule, holds: rules.includes(rule), key: 'then', evidence: {} }))
const open: OpenCase = { openedOn: addDays(today, -5), quietSince: null }

test('a rule that holds opens a case: quiet for one rule, at risk for two, or for any of a key customer', () => {
  expect(development(null, says('gap'), [], general, today, settings)).toEqual({
    step: 'open',
    level: 'quiet',
  })
  const two = development(null, says('gap', 'untouched'), [], general, today, settings)
  expect(two).toEqual({ step: 'open', level: 'at-risk' })
  const key = development(null, says('gap'), [], { ...general, tier: 'key' }, today, settings)
  expect(key).toEqual({ step: 'open', level: 'at-risk' })
})

test('an opt-out adds to a case and opens none', () => {
  expect(development(null, says('opted-out'), [], general, today, settings)).toEqual({ step: 'none' })
  expect(development(open, says('opted-out', 'gap'), [], general, today, settings)).toMatchObject({
    level: 'at-risk',
  })
})

test('the same evidence never opens a second case, new evidence does', () => {
  const used: Reason[] = [{ rule: 'gap', key: 'then' }]
  expect(development(null, says('gap'), used, general, today, settings)).toEqual({ step: 'none' })
  expect(development(null, says('gap', 'unhappy'), used, general, today, settings)).toMatchObject({
    step: 'open',
  })
})

test('a case ends by itself when no rule held for seven days, and a rule that holds again stops the count', () => {
  const quiet = (days: number): OpenCase => ({ ...open, quietSince: addDays(today, -days) })
  expect(development(open, says(), [], general, today, settings)).toEqual({
    step: 'keep',
    level: 'quiet',
    quietSince: today,
  })
  expect(development(quiet(6), says(), [], general, today, settings)).toMatchObject({ step: 'keep' })
  expect(development(quiet(7), says(), [], general, today, settings)).toEqual({ step: 'end', how: 'faded' })
  expect(development(quiet(6), says('gap'), [], general, today, settings)).toMatchObject({ quietSince: null })
})

test('an order ends it as won back, one of before it was opened does not', () => {
  const ordered = (lastOrderOn: Day) =>
    development(open, says('gap'), [], { ...general, lastOrderOn }, today, settings)
  expect(ordered(open.openedOn)).toEqual({ step: 'end', how: 'won-back' })
  expect(ordered(addDays(open.openedOn, -1))).toMatchObject({ step: 'keep' })
})

test('rules that come and go on the same evidence make one case, whatever their order', () => {
  const days = fc.array(fc.subarray([...CHURN_RULES]), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(days, (history) => {
      const now: { case: OpenCase | null } = { case: null }
      let opened = 0
      const used: Reason[] = []
      for (const [i, rules] of history.entries()) {
        const on = addDays(today, i)
        const said = says(...rules)
        const became = development(now.case, said, used, general, on, settings)
        if (became.step === 'open') opened += 1
        if (became.step === 'open' || became.step === 'keep') {
          now.case = {
            openedOn: now.case?.openedOn ?? on,
            quietSince: became.step === 'keep' ? became.quietSince : null,
          }
          used.push(...said.filter(({ holds }) => holds))
        }
        if (became.step === 'end') now.case = null
      }
      expect(opened).toBeLessThanOrEqual(CHURN_RULES.length - 1)
      // What opens a case anew is a rule that none had shown before.
      expect(new Set(used.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(opened)
    }),
  )
})

test('what is kept of a sign says the same on its day, and counts on by itself', () => {
  const on = addDays(today, -90)
  const verdict = { rule: 'gap', holds: true, key: on, evidence: { days: 90, limit: 90, on } } as const
  const kept = { rule: verdict.rule, key: verdict.key, evidence: keptEvidence(verdict) }
  expect(kept.evidence).toEqual({ limit: 90, on })
  expect(evidenceOn(kept, today)).toEqual(verdict.evidence)
  expect(evidenceOn(kept, addDays(today, 5))).toEqual({ days: 95, limit: 90, on })
  const answer = { rule: 'unhappy', key: '7', evidence: { score: 3, on } } as const
  expect(evidenceOn({ ...answer, evidence: keptEvidence(answer) }, today)).toEqual(answer.evidence)
})
