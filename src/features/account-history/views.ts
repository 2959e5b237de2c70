import { CareError } from '../../care/errors.ts'
import { actions, button, context, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import type { Words } from '../../words/words.ts'

/** What is answered when something was done with an account: what changed, what is next, and the way to its card. */
export function doneAnswer(words: Words, accountId: number, lines: readonly string[]): Said {
  const [first = '', ...rest] = lines
  return {
    text: lines.join('\n'),
    blocks: stack(
      section(first),
      rest.length > 0 && context(rest.join('\n')),
      actions(
        `done-${accountId}`,
        button('account-card.open', words.t('accounts.openCard'), String(accountId)),
      ),
    ),
  }
}

/** Said to whoever changes an account that somebody else changed meanwhile. */
export function overtaken(
  words: Words,
  zone: string,
  change: { changedAt: Date; by: string | null },
): CareError {
  const when = words.moment(change.changedAt, zone)
  return change.by
    ? new CareError('accounts.overtakenBy', { who: change.by, when })
    : new CareError('accounts.overtaken', { when })
}

/** A modal with a button that submits it. */
export const frame = (words: Words, callback: string, title: string, submit: string) => ({
  type: 'modal' as const,
  callback_id: callback,
  title: plain(title, 24),
  submit: plain(submit, 24),
  close: plain(words.t('accounts.cancel'), 24),
})
