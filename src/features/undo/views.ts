import type { Day } from '../../care/calendar.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { standing } from '../corrections/views.ts'
import { answer } from '../interactions/views.ts'
import type { Undone } from './queries.ts'

/** How things stand after something was undone. */
export const undoneAnswer = (words: Words, undone: Undone, today: Day): Said =>
  answer([
    words.t('undo.undone', { account: verbatim(undone.account, 80) }),
    ...standing(words, undone, today),
  ])
