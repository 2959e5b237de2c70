import { z } from 'zod'
import { TIERS } from '../../care/cadence.ts'
import type { Day } from '../../care/calendar.ts'
import {
  birthday,
  email,
  line,
  name,
  number,
  optional,
  phone,
  required,
  tags,
  words,
} from '../accounts/forms.ts'

const facts = (today: Day) => ({
  name: required(name),
  externalId: optional(number),
  industry: optional(line(100)),
  contact: optional(line(100)),
  phone: optional(phone),
  email: optional(email),
  birthday: optional(birthday(today)),
  tags: optional(tags).transform((list) => list ?? []),
  note: optional(words(3000)).transform((text) => text ?? ''),
})

/** What is written down of a customer. A contact’s name, phone, e-mail and birthday are one person’s. */
export const FactsForm = (today: Day) => z.object(facts(today))
export type AccountFacts = z.infer<ReturnType<typeof FactsForm>>

/** A new customer; `anyway` is ticked to have a second one of the same name. */
export const NewAccountForm = (today: Day) =>
  z.object({
    ...facts(today),
    tier: z.enum(TIERS, 'accounts.tierMissing'),
    owner: z.string('accounts.ownerMissing'),
    anyway: z
      .array(z.string())
      .optional()
      .transform((ticked) => ticked?.includes('anyway') ?? false),
  })
export type NewAccount = z.infer<ReturnType<typeof NewAccountForm>>
