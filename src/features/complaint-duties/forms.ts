import { z } from 'zod'
import { type Day, day } from '../../care/calendar.ts'
import { FOUR_DUTIES, type FourDuty, REMEDIES, type Remedy } from '../../care/complaint.ts'
import { CareError } from '../../care/errors.ts'
import { parseMoney } from '../../care/money.ts'
import { optional, words } from '../accounts/forms.ts'
import { ComplaintPlace } from '../complaint-acts/forms.ts'

/** The step that a modal is at, of which round. */
export const DutyPlace = ComplaintPlace.extend({
  round: z.number(),
  duty: z.enum(FOUR_DUTIES),
  /** What was done is put right. */
  changes: z.number().optional(),
})
export type DutyPlace = z.infer<typeof DutyPlace>

/** What a step says was done, or will be. */
export interface Done {
  words: string
  whoId: string | null
  byOn: Day | null
  remedy: Remedy | null
  /** Minor units of the workspace's currency. */
  amount: number | null
}

const nothing = { whoId: null, byOn: null, remedy: null, amount: null }

const said = (missing: string) =>
  optional(words(3000))
    .transform((text) => text ?? '')
    .refine((text) => text !== '', missing)

const apologise = z
  .object({ apologise: said('complaintDuties.missing.apologise') })
  .transform((form): Done => ({ ...nothing, words: form.apologise }))

const explain = z
  .object({ explain: said('complaintDuties.missing.explain') })
  .transform((form): Done => ({ ...nothing, words: form.explain }))

const act = (today: Day) =>
  z
    .object({
      act: said('complaintDuties.missing.act'),
      who: z.string('complaintDuties.missing.who'),
      byOn: z
        .string('complaintDuties.missing.byOn')
        .transform(day)
        .refine((on) => on >= today, 'complaints.solvePast'),
    })
    .transform((form): Done => ({ ...nothing, words: form.act, whoId: form.who, byOn: form.byOn }))

const amountIn = (currency: string) => (text: string) => {
  const amount = parseMoney(text, currency)
  if (amount <= 0) throw new CareError('complaintDuties.notPositive')
  return amount
}

/** Nothing is asked where there is no remedy. */
const compensate = (currency: string) =>
  z
    .object({
      remedy: z.enum(REMEDIES, 'complaintDuties.missing.remedy'),
      compensate: optional(words(3000)).transform((text) => text ?? ''),
      amount: optional(amountIn(currency)),
    })
    .refine(({ remedy, compensate: text }) => remedy === 'none' || text !== '', {
      path: ['compensate'],
      message: 'complaintDuties.missing.compensate',
    })
    .refine(({ remedy, amount }) => remedy !== 'none' || amount === null, {
      path: ['amount'],
      message: 'complaintDuties.amountOfNothing',
    })
    .transform((form): Done => ({
      ...nothing,
      words: form.compensate,
      remedy: form.remedy,
      amount: form.amount,
    }))

/** The fields of a step; what there is to be written in words has the name of the duty, so that steps share no field. */
export function DutyForm(
  duty: FourDuty,
  { today, currency }: { today: Day; currency: string },
): z.ZodType<Done> {
  if (duty === 'act') return act(today)
  if (duty === 'compensate') return compensate(currency)
  return duty === 'apologise' ? apologise : explain
}
