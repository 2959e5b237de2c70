import { z } from 'zod'
import { type Day, day } from '../../care/calendar.ts'
import { OpenList } from '../rescheduling/forms.ts'

/** The modal of “Solution given”. */
export const SolutionForm = (today: Day) =>
  z.object({
    words: z
      .string('complaints.solveMissing')
      .transform((text) => text.trim())
      .refine((text) => text !== '', 'complaints.solveMissing'),
    byOn: z
      .string('complaints.solveByMissing')
      .transform(day)
      .refine((on) => on >= today, 'complaints.solvePast'),
  })

/** Which complaint a modal is about, and where it was opened; `hinted`: better words for the customer were proposed. */
export const ComplaintPlace = z.object({
  complaint: z.number(),
  channel: z.string().optional(),
  list: OpenList.optional(),
  hinted: z.boolean().optional(),
})
export type ComplaintPlace = z.infer<typeof ComplaintPlace>
