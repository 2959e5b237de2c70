import { z } from 'zod'
import { addDays, type Day, day } from '../../care/calendar.ts'

/** What is kept with a suggestion of what the year brought; money in minor units. */
export const Evidence = z.object({
  largest: z.number().nullable(),
  large: z.number().nullable(),
  orders: z
    .number()
    .nullable()
    .transform((count) => count ?? 0),
  quarters: z
    .number()
    .nullable()
    .transform((count) => count ?? 0),
  isMainstay: z
    .boolean()
    .nullable()
    .transform((is) => is ?? false),
  revenue: z
    .number()
    .nullable()
    .transform((minor) => minor ?? 0),
})

/** The suggestion that a modal is about, and the message that shows it. */
export const Subject = z.object({ id: z.number(), channel: z.string(), ts: z.string() })

/** A day after `today`, within two years. */
export const PutOffForm = (today: Day) =>
  z.object({
    day: z
      .string('tierSuggestions.dayMissing')
      .transform(day)
      .refine((date) => date > today && date <= addDays(today, 730), 'tierSuggestions.past'),
  })
