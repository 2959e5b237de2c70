import { channels, kinds, outcomes, rules, tiers } from './duties.ts'
import { errors } from './errors.ts'
import { nextStep, snooze } from './follow-ups.ts'
import { people } from './people.ts'
import { calendar, settings } from './settings.ts'

/** Every sentence in English, by feature; zh-cn/all.ts has the same keys. */
export const en = {
  calendar,
  errors,
  people,
  settings,
  channels,
  kinds,
  outcomes,
  rules,
  tiers,
  snooze,
  'follow-up': nextStep,
}
