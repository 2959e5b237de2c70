import { z } from 'zod'
import { addDays, type Day, day, dayIn, instantOf } from '../../care/calendar.ts'
import { CHANNELS, KINDS, OUTCOMES } from '../../care/interaction.ts'
import type { Settings } from '../../care/settings.ts'
import { OpenList } from '../rescheduling/forms.ts'

/** How far back a contact can be logged, in days: two years. */
const BACK = 731
/** Characters of what it was about (Slack's own limit for a field) and of the next step. */
export const WORDS = 3000
export const STEP = 500

/** What people typed, without what no database keeps. */
const words = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.replaceAll('\0', '').trim())
    .refine((text) => text.length <= most, { error: 'log.tooLong', params: { most } })

const optionalDay = z.iso
  .date()
  .nullish()
  .transform((text) => (text ? day(text) : null))

/** What the dates of a log are checked against. */
export interface Moment {
  now: Date
  today: Day
  reader: { zone: string }
  workspace: { settings: Settings }
}

/** The fields that a new log and an edited one have in common; the keys are the block ids. */
const fields = z.object({
  contact: z.string().regex(/^\d+$/).nullish(),
  channel: z.enum(CHANNELS, 'log.channelMissing'),
  when: z.iso.date('log.whenMissing').transform(day),
  time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .nullish(),
  summary: words(WORDS),
  kind: z.enum(KINDS).nullish(),
  outcome: z.enum(OUTCOMES).nullish(),
  nextStep: words(STEP),
  nextDate: optionalDay,
})

type Fields = z.infer<typeof fields>
type Issue = [field: keyof Fields, message: string, params?: Record<string, number>]

const account = z.string('log.accountMissing').regex(/^\d+$/, 'log.accountMissing').transform(Number)

/** The modal of `/log-call`. */
export const logForm = (moment: Moment) =>
  fields
    .extend({ account })
    .superRefine((log, ctx) => problems(log, moment).forEach(told(ctx)))
    .transform(({ account: accountId, ...log }) => ({ accountId, ...happening(log, moment) }))

/** The same for a log that is edited: its customer stays. */
export const editForm = (moment: Moment) =>
  fields
    .superRefine((log, ctx) => problems(log, moment).forEach(told(ctx)))
    .transform((log) => happening(log, moment))

const told =
  (ctx: z.RefinementCtx) =>
  ([field, message, params]: Issue): void =>
    ctx.addIssue({ code: 'custom', path: [field], message, ...(params && { params }) })

function problems(log: Fields, { now, today, reader, workspace }: Moment): Issue[] {
  const { snoozeWithinDays } = workspace.settings
  const issues: (Issue | false)[] = [
    log.when > today && ['when', 'log.future'],
    log.when < addDays(today, -BACK) && ['when', 'log.tooOld'],
    log.when === today && occurredAt(log, reader.zone, now) > now && ['time', 'log.futureTime'],
    log.channel === 'note' && log.summary === '' && ['summary', 'log.noWords'],
    log.nextDate !== null && log.nextDate <= today && ['nextDate', 'log.nextPast'],
    log.nextDate !== null &&
      log.nextDate > addDays(today, snoozeWithinDays) && [
        'nextDate',
        'log.nextFar',
        { days: snoozeWithinDays },
      ],
  ]
  return issues.filter((issue) => issue !== false)
}

/** When it happened: at the hour given; without one now, or at noon of an earlier day. */
function occurredAt({ when, time }: Pick<Fields, 'when' | 'time'>, zone: string, now: Date): Date {
  if (time) return instantOf(when, time, zone)
  return when === dayIn(zone, now) ? now : instantOf(when, '12:00', zone)
}

const happening = (log: Fields, { now, reader }: Moment) => ({
  contactId: log.contact ? Number(log.contact) : null,
  channel: log.channel,
  kind: log.kind ?? null,
  outcome: log.outcome ?? null,
  occurredAt: occurredAt(log, reader.zone, now),
  occurredOn: log.when,
  summary: log.summary,
  nextStep: log.nextStep,
  nextOn: log.nextDate,
})

/** `/log-call name: note`, by either colon. */
export interface Line {
  name: string
  note: string
}

/**
 * How `text` can be read, the likeliest first: the name ends at the first colon, or at a later one where names hold
 * colons themselves. A link's colon ends no name. Without a colon all of it is the name.
 */
export function readings(text: string): [Line, ...Line[]] {
  const whole = text.replaceAll(/[^\P{Cc}\n\t]/gu, '').trim()
  const colons = [...whole.matchAll(/[:：](?!\/\/)/g)].slice(0, 3)
  const lines = colons.map(({ index }) => ({
    name: whole.slice(0, index).trim(),
    note: whole.slice(index + 1).trim(),
  }))
  const [first, ...others] = lines
  return first ? [first, ...others.filter(({ name }) => name !== '')] : [{ name: whole, note: '' }]
}

/** What a button for one of several customers carries: the customer (null: to be searched) and what was typed. */
export const Picked = z.object({ account: z.number().nullable(), note: z.string() })
export type Picked = z.infer<typeof Picked>

/** What the modal carries unseen: where it was opened. */
export const Place = z.object({
  channel: z.string().optional(),
  interaction: z.number().optional(),
  list: OpenList.optional(),
})
export type Place = z.infer<typeof Place>
