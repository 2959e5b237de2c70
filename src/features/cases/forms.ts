import { z } from 'zod'
import { CAUSES } from '../../care/playbook.ts'
import { optional } from '../accounts/forms.ts'

/** Endings that a rep may say; one that fades ends by itself. */
export const SAID_ENDINGS = ['won-back', 'lost', 'false-alarm'] as const

/** Where a case is worked: which one, and the list that is shown anew. */
export const CasePlace = z.object({
  warning: z.number(),
  channel: z.string().optional(),
  list: z.object({ url: z.string(), page: z.number().optional() }).optional(),
})
export type CasePlace = z.infer<typeof CasePlace>

/** A cause, or how it ended; `known`: the cause that was told before. */
export const CaseForm = (known: (typeof CAUSES)[number] | null) =>
  z
    .object({
      cause: z.enum(CAUSES).optional(),
      outcome: z.enum([...SAID_ENDINGS, 'open']).optional(),
      words: optional((text) => text.slice(0, 3000)),
    })
    .transform(({ cause = known ?? undefined, outcome, words }) => ({
      cause: cause ?? null,
      outcome: outcome === undefined || outcome === 'open' ? null : outcome,
      words: words ?? '',
    }))
    .superRefine(({ cause, outcome, words }, issues) => {
      const wrong = (path: string, message: string): void =>
        issues.addIssue({ code: 'custom', message, path: [path] })
      if (!outcome && (!cause || cause === known)) wrong('cause', 'warnings.nothing')
      if (outcome === 'lost' && !cause) wrong('cause', 'warnings.causeNeeded')
      const isUnsaid = (cause === 'other' && cause !== known) || outcome === 'won-back'
      if (isUnsaid && words === '') wrong('words', 'warnings.wordsNeeded')
    })
export type CaseSaid = z.infer<ReturnType<typeof CaseForm>>
