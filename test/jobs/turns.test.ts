import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inTurns } from '../../src/jobs/turns.ts'

function* counting(seen: string[]): Generator<undefined, number> {
  for (let step = 1; step <= 3; step++) {
    seen.push(`step ${step}`)
    yield
  }
  return 3
}

test('between the steps of a long reckoning others have their turn', async () => {
  const seen: string[] = []
  const work = inTurns(counting(seen))
  for (let turn = 1; turn <= 2; turn++) {
    await setImmediate()
    seen.push(`turn ${turn}`)
  }
  expect(await work).toBe(3)
  expect(seen).toEqual(['step 1', 'step 2', 'turn 1', 'step 3', 'turn 2'])
})
