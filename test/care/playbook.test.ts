import { expect, test } from 'vitest'
import { addDays, day } from '../../src/care/calendar.ts'
import { nextStep, type Progress } from '../../src/care/playbook.ts'
import { settingsFrom } from '../../src/care/settings.ts'

const settings = settingsFrom()
const monday = day('2026-03-02')
const on = (days: number) => addDays(monday, days)
const fresh: Progress = {
  releasedOn: monday,
  unhurried: false,
  cause: null,
  causeOn: null,
  touches: [],
  touchesSinceCause: [],
}

test('first somebody speaks with the customer, within a day; within a week where nobody hurries', () => {
  expect(nextStep(fresh, settings)).toEqual({ step: 'contact', since: monday, ideal: monday, latest: on(1) })
  expect(nextStep({ ...fresh, unhurried: true }, settings)).toMatchObject({ step: 'contact', latest: on(7) })
})

test('once they were reached the rep says why they may leave', () => {
  expect(nextStep({ ...fresh, touches: [on(1)] }, settings)).toMatchObject({ step: 'cause', ideal: on(1) })
})

test('then comes the offer, a check three days after it, and the outcome', () => {
  const told: Progress = { ...fresh, touches: [on(1)], cause: 'price', causeOn: on(1) }
  expect(nextStep(told, settings)).toMatchObject({ step: 'offer', ideal: on(1), latest: on(4) })
  const offered = { ...told, touchesSinceCause: [on(2)] }
  expect(nextStep(offered, settings)).toEqual({ step: 'check', since: on(2), ideal: on(5), latest: on(7) })
  // A call on the next day is no check yet.
  const early = { ...told, touchesSinceCause: [on(2), on(2)] }
  expect(nextStep(early, settings)).toMatchObject({ step: 'check' })
  const checked = { ...told, touchesSinceCause: [on(2), on(5)] }
  expect(nextStep(checked, settings)).toMatchObject({ step: 'outcome', ideal: on(5) })
})

test('where there is no need there is a light contact each quarter', () => {
  const told: Progress = { ...fresh, touches: [on(1)], cause: 'no-need', causeOn: on(1) }
  expect(nextStep(told, settings)).toMatchObject({ step: 'light', ideal: on(91) })
  expect(nextStep({ ...told, touchesSinceCause: [on(91)] }, settings)).toMatchObject({ ideal: on(181) })
})
