import { z } from 'zod'
import { type Day, day } from '../../care/calendar.ts'
import { OpenList } from '../rescheduling/forms.ts'

const words = z
  .string()
  .optional()
  .transform((text) => text?.trim() ?? '')

const fields = (today: Day) =>
  z.object({
    rootCause: z.string().optional(),
    /** Of managers alone: a cause that is not in the list. */
    another: words,
    causeWords: words,
    improvement: words.refine((text) => text !== '', 'complaintReviews.improvementMissing'),
    toldOn: z
      .string()
      .transform(day)
      .refine((on) => on <= today, 'complaintReviews.toldFuture')
      .optional()
      .transform((on) => on ?? null),
    retire: z.array(z.string()).default([]),
  })

/** The modal of “Review”. */
export const ReviewForm = (today: Day) =>
  fields(today).superRefine(({ rootCause, another, causeWords }, issues) => {
    const wrong = (path: string, message: string): void =>
      issues.addIssue({ code: 'custom', path: [path], message })
    if (!rootCause && another === '') wrong('rootCause', 'complaintReviews.causeMissing')
    if (rootCause === 'other' && another === '' && causeWords === '')
      wrong('causeWords', 'complaintReviews.wordsMissing')
  })
export type Review = z.infer<ReturnType<typeof ReviewForm>>

/** Which complaint a modal is about, as it was when it was opened, and where that was. */
export const ReviewPlace = z.object({
  complaint: z.number(),
  round: z.number(),
  /** When the review was last written, in milliseconds. */
  drafted: z.number().nullable(),
  channel: z.string().optional(),
  list: OpenList.optional(),
})
export type ReviewPlace = z.infer<typeof ReviewPlace>
