import { z } from 'zod'

/** Where a pressed button stands, from its block: the duty of the row and, in a list, its page. */
export const RowId = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/)
  .transform((text) => {
    const [duty, page] = text.split('.').map(Number)
    return { duty: duty ?? 0, page: page ?? 0 }
  })
