import { z } from 'zod'
import { addDays, type Day, day } from '../../care/calendar.ts'
import { FEEDBACK, FEEDBACK_DAYS, type FeedbackKind, SCORES } from '../../care/feedback.ts'
import { CHANNELS, type Channel } from '../../care/interaction.ts'

/** What can be recorded: an answer, or that somebody wants no more contact, or wants it again. */
export const WHATS = [...FEEDBACK, 'opt-out', 'opt-in'] as const
export type What = (typeof WHATS)[number]

/** By these somebody can ask for no more contact. */
export const WAYS: readonly Exclude<Channel, 'note'>[] = CHANNELS.filter((channel) => channel !== 'note')

/** Nobody is known at the customer: it is meant as a whole. */
export const WHOLE = 'whole'

/** What a rep has to tell. */
export type Told =
  | { what: FeedbackKind; score: number | null; on: Day }
  | { what: 'opt-out'; contactId: number | null; via: Channel; on: Day }
  | { what: 'opt-in'; contactId: number }

type Field = 'score' | 'date' | 'contact' | 'via'

const fields = (today: Day) =>
  z.object({
    what: z.enum(WHATS, 'feedback.whatMissing'),
    score: z.string().default(''),
    date: z.iso
      .date('feedback.dateMissing')
      .transform(day)
      .refine((on) => on <= today, 'feedback.future')
      .refine((on) => on >= addDays(today, -FEEDBACK_DAYS), 'feedback.tooOld')
      .optional(),
    contact: z.string().optional(),
    via: z.enum(CHANNELS).exclude(['note']).optional(),
  })

/** The modal of “Record feedback”; the keys are the block ids. */
export const FeedbackForm = (today: Day) =>
  fields(today).transform((form, issues): Told => {
    const wrong = (path: Field, message: string, params?: Record<string, number>): never => {
      issues.addIssue({ code: 'custom', path: [path], message, ...(params && { params }) })
      return z.NEVER
    }
    const { what, date, contact, via } = form
    if (what === 'opt-in')
      return /^\d+$/.test(contact ?? '')
        ? { what, contactId: Number(contact) }
        : wrong('contact', 'feedback.contactMissing')
    if (!date) return wrong('date', 'feedback.dateMissing')
    if (what !== 'opt-out') {
      const score = scoreOf(what, form.score)
      return score === undefined
        ? wrong('score', 'feedback.scoreWrong', SCORES[what] ?? {})
        : { what, score, on: date }
    }
    if (!contact || !/^(\d+|whole)$/.test(contact)) return wrong('contact', 'feedback.contactMissing')
    if (!via) return wrong('via', 'feedback.viaMissing')
    return { what, contactId: contact === WHOLE ? null : Number(contact), via, on: date }
  })

/** A whole number within the bounds; undefined where it is none. */
function scoreOf(kind: FeedbackKind, text: string): number | null | undefined {
  const bounds = SCORES[kind]
  if (!bounds) return null
  const score = /^\s*\d{1,2}\s*$/.test(text) ? Number(text) : -1
  return score >= bounds.min && score <= bounds.max ? score : undefined
}

/** What the modal carries unseen. */
export const FeedbackPlace = z.object({ account: z.number(), channel: z.string().optional() })
export type FeedbackPlace = z.infer<typeof FeedbackPlace>
