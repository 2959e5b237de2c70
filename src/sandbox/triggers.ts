import { randomBytes } from 'node:crypto'

interface Trigger {
  person: string
  /** The view that the trigger came from, for `views.push`. */
  view: string | undefined
  until: number
  used: boolean
}

export interface Triggers {
  mint: (person: string, view?: string) => string
  /** Uses a trigger up; an `error` is Slack's own. */
  redeem: (id: string) => { person: string; view: string | undefined } | { error: string }
}

/** Trigger ids hold for `life` milliseconds and once. */
export function makeTriggers(life: number): Triggers {
  const all = new Map<string, Trigger>()
  return {
    mint: (person, view) => {
      const id = `${Date.now()}.${all.size}.${randomBytes(8).toString('hex')}`
      all.set(id, { person, view, until: Date.now() + life, used: false })
      return id
    },
    redeem: (id) => {
      const trigger = all.get(id)
      if (!trigger) return { error: 'invalid_trigger_id' }
      if (trigger.used) return { error: 'exchanged_trigger_id' }
      if (trigger.until <= Date.now()) return { error: 'expired_trigger_id' }
      trigger.used = true
      return { person: trigger.person, view: trigger.view }
    },
  }
}
