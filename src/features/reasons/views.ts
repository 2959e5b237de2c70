import { type Beat, moved, type Standing, standing } from '../../care/cadence.ts'
import { type Day, daysBetween, instantOf, type WorkCalendar } from '../../care/calendar.ts'
import { beatsOf } from '../../care/next-step.ts'
import type { Settings } from '../../care/settings.ts'
import type { Key, Words } from '../../words/words.ts'
import { evidenceText } from '../evidence/views.ts'
import { clockReason } from '../running-clocks/views.ts'
import type { Facts, WarningFacts } from './queries.ts'

/** Who reads, and when: their words, day and zone, the days they work, and how the words of others are shown. */
export interface Reading {
  words: Words
  today: Day
  /** IANA name. */
  zone: string
  now: Date
  cal: WorkCalendar
  settings: Settings
  /** Makes text from people safe for where it goes. */
  quote: (text: string) => string
}

const STEPS: readonly string[] = ['thank', 'settle', 'care', 'manual']

/** Why this account is to be contacted: the rule, its date and its number (care-rules §10.3). */
export function reasonOf(facts: Facts, reading: Reading): string {
  const { words, today } = reading
  const clock = clockReason(facts, reading)
  if (clock !== null) return clock
  const reason = bareReason(facts, reading)
  const { state, daysLate }: Standing = standing(daysOf(facts), today, reading.cal)
  if (state === 'overdue') return words.t('reasons.late', { reason, count: daysLate })
  const latest = words.day(moved(daysOf(facts), reading.cal).latest, today)
  if (facts.rule === 'thank') return words.t('reasons.by', { reason, latest })
  return STEPS.includes(facts.rule) ? words.t('reasons.until', { reason, latest }) : reason
}

export const daysOf = ({ idealOn, latestOn }: Facts): { ideal: Day; latest: Day } => ({
  ideal: idealOn,
  latest: latestOn,
})

function bareReason(facts: Facts, { words, today, settings, quote, cal }: Reading): string {
  const { rule, step, boughtOn, bought, currency } = facts
  const on = (date: Day): string => words.day(date, today)
  const beat = beatOf(facts, settings)
  if (beat) return rhythmReason(facts, beat, { words, today })
  if (facts.warning) return warningReason(facts, facts.warning, { words, today, cal })
  if (boughtOn && currency && (rule === 'thank' || rule === 'settle' || rule === 'care'))
    return words.t(`reasons.${rule}`, { amount: words.money(bought ?? 0, currency), day: on(boughtOn) })
  if (facts.complainedOn) return words.t('reasons.afterComplaint', { day: on(facts.complainedOn) })
  if (rule === 'manual' && step) return words.t('reasons.manual', { day: on(facts.since), step: quote(step) })
  if (rule === 'manual') return words.t('reasons.planned', { day: on(facts.since) })
  return words.t('reasons.other', { day: on(facts.since), rule: words.t(`rules.${rule}`) })
}

/** So many signs are named; the card and ⋯ → Why have all. */
const SIGNS = 2

/** Why the customer may be leaving, what is at stake, and the step that is asked for (care-rules §4). */
function warningReason(
  facts: Facts,
  warning: WarningFacts,
  { words, today, cal }: Pick<Reading, 'words' | 'today' | 'cal'>,
): string {
  const { level, reasons, atStake, currency } = warning
  const signs = reasons.slice(0, SIGNS).map((reason) => evidenceText(words, reason, today))
  const stake = atStake > 0 && words.t('warnings.stake', { amount: words.money(atStake, currency) })
  const head = [words.t(`warnings.heads.${level}`), ...signs, stake].filter((part) => !!part).join(' · ')
  return [head, stepText(facts, warning, { words, today, cal })].filter((part) => part !== '').join('\n')
}

function stepText(
  facts: Facts,
  warning: WarningFacts,
  { words, today, cal }: Pick<Reading, 'words' | 'today' | 'cal'>,
): string {
  const { step, cause, unhurried } = warning
  if (!step) return ''
  const day = words.day(moved(daysOf(facts), cal).latest, today)
  const play = words.t(`warnings.plays.${cause ?? 'other'}`)
  return words.t(step === 'contact' && unhurried ? 'warnings.steps.contactSlow' : `warnings.steps.${step}`, {
    day,
    play,
  })
}

/** The strand of the standing rhythm that a duty belongs to, if to any. */
export const beatOf = (facts: Facts, settings: Settings): Beat | undefined =>
  beatsOf(facts, settings).find((beat) => beat.rule === facts.rule)

/** From the last touch that counts, else the last order, else the day the account came (care-rules §2.1). */
function rhythmReason(facts: Facts, beat: Beat, { words, today }: Pick<Reading, 'words' | 'today'>): string {
  const seen = beat.needs === 'visit'
  const last = seen ? facts.lastVisitOn : facts.lastTouchOn
  const tier = words.t(`tiers.${facts.tier}`)
  const every = everyText(words, beat.every)
  if (!last) {
    const bought: Key = seen ? 'reasons.boughtVisit' : 'reasons.bought'
    const came: Key = seen ? 'reasons.cameVisit' : 'reasons.came'
    const day = words.day(facts.lastOrderOn ?? facts.cameOn, today)
    return words.t(facts.lastOrderOn ? bought : came, { day, tier, every })
  }
  const day = words.day(last, today)
  const channel = !seen && facts.touchChannel && words.t(`channels.${facts.touchChannel}`)
  const how = channel ? words.t('reasons.how', { channel, day }) : day
  return words.t(seen ? 'reasons.visited' : 'reasons.touched', {
    ago: ago(words, last, today),
    how,
    tier,
    every,
  })
}

/** `every 14 days`. */
export const everyText = (words: Words, days: number): string =>
  days === 1 ? words.t('reasons.everyDay') : words.t('reasons.every', { days })

function ago(words: Words, date: Day, today: Day): string {
  const count = daysBetween(date, today)
  if (count <= 0) return words.t('reasons.today')
  return count === 1 ? words.t('reasons.yesterday') : words.t('reasons.ago', { count })
}

/** How and when the contact likes to be reached; empty where nobody said. */
export function bestWay(facts: Facts, reading: Reading): string {
  const { words } = reading
  const channel = facts.bestChannel && words.t(`channels.${facts.bestChannel}`)
  const hours = hoursOf(facts, reading)
  if (channel && hours) return words.t('reasons.bestBoth', { channel, hours })
  const way = channel ?? hours
  return way ? words.t('reasons.best', { way }) : ''
}

function hoursOf({ hoursFrom: from, hoursTo: to, zone }: Facts, reading: Reading): string | null {
  const { words, today } = reading
  const kind = from && to ? 'between' : from ? 'after' : 'before'
  if (!from && !to) return null
  const values = { from: from ?? '', to: to ?? '' }
  if (!zone || zone === reading.zone) return words.t(`reasons.${kind}`, values)
  const yours = (hour: string | null): string =>
    hour ? words.time(instantOf(today, hour, zone), reading.zone) : ''
  return words.t(`reasons.${kind}Yours`, { ...values, fromYours: yours(from), toYours: yours(to) })
}
