import { z } from 'zod'
import { type Day, day } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { decimalsOf, parseMoney } from '../../care/money.ts'
import { number, optional, required } from '../accounts/forms.ts'

const currency = required((text) => {
  const code = text.toUpperCase()
  decimalsOf(code)
  return code
})

/** An order or, with a negative amount, a return; at the latest on `last`. */
export const OrderForm = (last: Day) =>
  z
    .object({
      amount: z.string().default(''),
      currency,
      date: z
        .string('orders.dateMissing')
        .transform(day)
        .refine((date) => date <= last, 'orders.future'),
      number: optional(number),
    })
    .transform((form, issues) => {
      try {
        const amount = parseMoney(form.amount, form.currency)
        if (amount !== 0) return { ...form, amount }
        issues.addIssue({ code: 'custom', message: 'orders.nothing', path: ['amount'] })
      } catch (error) {
        if (!(error instanceof CareError)) throw error
        issues.addIssue({ code: 'custom', message: error.key, params: error.values, path: ['amount'] })
      }
      return z.NEVER
    })
export type NewOrder = z.infer<ReturnType<typeof OrderForm>>
