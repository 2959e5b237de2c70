import { z } from 'zod'
import { COMPLAINT_CHANNELS, type ComplaintChannel, SEVERITIES } from '../../care/complaint.ts'

/** So far back a complaint may have been received, in milliseconds. */
const YEAR_MS = 366 * 86_400_000

const words = z
  .string()
  .optional()
  .transform((text) => text?.trim() ?? '')

/** The modal of `/complaint`. */
export const IntakeForm = (now: Date) =>
  z.object({
    account: z.coerce.number('accounts.unknownId'),
    channel: z.enum(COMPLAINT_CHANNELS as [ComplaintChannel, ...ComplaintChannel[]]),
    // Slack's pickers hand over seconds.
    received: z.coerce
      .number('complaints.receivedMissing')
      .transform((seconds) => new Date(seconds * 1000))
      .refine((at) => at.getTime() < now.getTime() + 60_000, 'complaints.receivedFuture')
      .refine((at) => at.getTime() > now.getTime() - YEAR_MS, 'complaints.receivedOld')
      .transform((at) => (at > now ? now : at)),
    facts: words.refine((text) => text !== '', 'complaints.factsMissing'),
    feelings: words,
    needs: words,
    complex: z
      .array(z.string())
      .optional()
      .transform((chosen) => (chosen?.length ?? 0) > 0),
    severity: z.enum(SEVERITIES),
  })
export type Intake = z.infer<ReturnType<typeof IntakeForm>>

/** What the modal carries unseen: where it was opened, and which open complaints whoever fills it in was told of. */
export const IntakePlace = z.object({
  channel: z.string().optional(),
  told: z.array(z.number()).default([]),
})
export type IntakePlace = z.infer<typeof IntakePlace>
