import { z } from 'zod'
import { type Day, day } from '../../care/calendar.ts'
import { isZone } from '../people/forms.ts'

const optionalDay = z
  .string()
  .optional()
  .transform((text): Day | null => (text ? day(text) : null))

const region = z
  .string()
  .optional()
  .transform((text) => text?.trim().toUpperCase() || null)
  .refine((text) => text === null || /^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(text), 'team.regionForm')

/** The modal of `/tend team`: who, and what of them changes. */
export const PlaceForm = z.object({
  people: z.array(z.string(), 'team.whoMissing').min(1, 'team.whoMissing'),
  role: z.enum(['rep', 'manager', 'keep']).default('keep'),
  team: z.string().default('keep'),
  newTeam: z.string().trim().max(60, 'team.nameLong').optional(),
})

/** The modal of `/tend settings`: one's own mornings. */
export const HabitsForm = z
  .object({
    hour: z.string('team.hourMissing').regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'team.hourMissing'),
    workingDays: z
      .array(z.coerce.number().int().min(1).max(7), 'team.daysMissing')
      .min(1, 'team.daysMissing'),
    region,
    quiet: z.array(z.string()).optional(),
    leaveFrom: optionalDay,
    leaveTo: optionalDay,
    standIn: z.string().optional(),
  })
  .superRefine(({ leaveFrom, leaveTo, standIn }, issues) => {
    const say = (field: string, message: string): void =>
      issues.addIssue({ code: 'custom', path: [field], message })
    if (leaveFrom && !leaveTo) say('leaveTo', 'team.leaveOpen')
    if (leaveTo && !leaveFrom) say('leaveFrom', 'team.leaveOpen')
    if (leaveFrom && leaveTo && leaveTo < leaveFrom) say('leaveTo', 'team.leaveBackwards')
    if (standIn && !leaveFrom) say('leaveFrom', 'team.leaveOpen')
  })

/** The modal of the workspace's basics. */
export const BasicsForm = z.object({
  zone: z.string('team.zoneForm').trim().refine(isZone, 'team.zoneForm'),
  currency: z
    .string('team.currencyForm')
    .trim()
    .toUpperCase()
    .refine((code) => Intl.supportedValuesOf('currency').includes(code), 'team.currencyForm'),
  holidays: region,
})
