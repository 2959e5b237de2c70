import { z } from 'zod'
import { optional, words } from '../accounts/forms.ts'

const text = optional(words(3000)).transform((said) => said ?? '')

/** Words with a yes are welcome; a no says why. */
export const ApproveForm = z.object({ words: text })
export const RejectForm = z.object({
  words: text.refine((said) => said !== '', 'complaintApprovals.whyMissing'),
})

/** The compensation that a modal decides about. */
export const Subject = z.object({ compensation: z.number() })
