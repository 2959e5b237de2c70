import { z } from 'zod'

/** The complaint whose duties a modal lists. */
export const ChangesPlace = z.object({ complaint: z.number() })
