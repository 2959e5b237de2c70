import { z } from 'zod'

/** What ⋯ of a complaint’s card hands over: `history 12`. */
export const CardChoice = z
  .string()
  .regex(/^(change|history|export|hand-over) \d{1,15}$/)
  .transform((text) => {
    const [what, id] = text.split(' ')
    return { what, id: Number(id) }
  })
