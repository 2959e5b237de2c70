import { z } from 'zod'
import { OpenList } from '../rescheduling/forms.ts'

/** What can be told of a try to hear the verdict; `close`: it was tried often enough. */
const OUTCOMES = ['yes', 'no', 'not-reached', 'close'] as const

/** A picker knows minutes alone, in milliseconds. */
const MINUTE_MS = 60_000

const fields = (now: Date) =>
  z.object({
    solved: z.enum(OUTCOMES, 'complaintVerdicts.solvedMissing'),
    satisfaction: z.coerce.number().int().min(1).max(5).optional(),
    words: z
      .string()
      .optional()
      .transform((text) => text?.trim() ?? ''),
    // Slack's pickers hand over seconds.
    saidAt: z.coerce
      .number('complaintVerdicts.saidAtMissing')
      .transform((seconds) => new Date(seconds * 1000))
      .refine((at) => at.getTime() < now.getTime() + MINUTE_MS, 'complaintVerdicts.future')
      .transform((at) => (at > now ? now : at)),
  })

/** What came of asking the customer. */
export type Told = { words: string; saidAt: Date } & (
  | { kind: 'verdict'; solved: boolean; satisfaction: number }
  | { kind: 'attempt' | 'close' }
)

/** The modal of “Customer’s verdict”. */
export const VerdictForm = (now: Date) =>
  fields(now).transform(({ solved, satisfaction, words, saidAt }, issues): Told => {
    const said = { words, saidAt }
    if (solved === 'close') return { kind: 'close', ...said }
    if (solved === 'not-reached') return { kind: 'attempt', ...said }
    if (satisfaction !== undefined)
      return { kind: 'verdict', solved: solved === 'yes', satisfaction, ...said }
    const message = 'complaintVerdicts.satisfactionMissing'
    issues.addIssue({ code: 'custom', path: ['satisfaction'], message })
    return z.NEVER
  })

/** Which complaint a modal is about, as it was when it was opened, and where that was. */
export const VerdictPlace = z.object({
  complaint: z.number(),
  round: z.number(),
  channel: z.string().optional(),
  list: OpenList.optional(),
})
export type VerdictPlace = z.infer<typeof VerdictPlace>
