import type { Role } from '../../db/schema.ts'
import type { Words } from '../../words/words.ts'

/** What to do first where nothing is imported yet, in the reader's own terms. */
export const firstSteps = (words: Words, role: Role): string => words.t(`home.first.${role}`)

/** The first message to somebody who owns customers. */
export const ownersWelcome = (words: Words, of: { name: string; hour: string; count: number }): string =>
  words.t('welcome.owner', of)

/** The first message to an admin of a workspace where nothing is imported yet. */
export const adminsWelcome = (words: Words, of: { name: string }): string =>
  words.t('welcome.admin', { ...of, first: firstSteps(words, 'admin') })
