import type { Button, ConfirmationDialog, KnownBlock } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import type { Channel, Outcome } from '../../care/interaction.ts'
import { actions, button, plain, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { undoButton } from '../rescheduling/views.ts'
import { outlookLines } from '../outlook/views.ts'
import type { Logged } from './queries.ts'

/** Every line ends a thought; the first says what was done. */
export function answer(lines: readonly string[], ...buttons: (KnownBlock | false)[]): Said {
  const text = lines.join('\n')
  return { text, blocks: stack(section(text), ...buttons) }
}

/** What was written down, in short. */
export interface Happened {
  channel: Channel | null
  occurredOn: Day
}

/** What changed, in a few lines: “Logged: call, *Acme*. / Closed: thanks after the purchase. / Next: Tue 14 Jan, key, every 14 days”. */
function loggedLines(words: Words, logged: Logged, said: Happened, today: Day): string[] {
  const account = verbatim(logged.account.name, 80)
  if (logged.again) return [words.t('log.again', { account }), ...outlookLines(words, logged, today)]
  const { closed } = logged
  return [
    firstLine(words, logged, said, today, account),
    ...(closed.length > 0 ? [words.t('log.closed', { duties: dutyNames(words, closed) })] : []),
    ...(logged.account.retired ? [words.t('log.retired')] : outlookLines(words, logged, today)),
  ]
}

function firstLine(words: Words, logged: Logged, said: Happened, today: Day, account: string): string {
  if (said.channel === null) return words.t('log.done', { account })
  if (said.channel === 'note') return words.t('log.noted', { account })
  const channel = words.t(`channels.${said.channel}`)
  if (logged.attempt) return words.t('log.attempt', { account, channel })
  if (said.occurredOn === today) return words.t('log.logged', { account, channel })
  return words.t('log.loggedOn', { account, channel, day: words.day(said.occurredOn, today) })
}

/** The names of duties, each once. */
export const dutyNames = (words: Words, duties: Logged['closed']): string =>
  words.list([...new Set(duties.map(({ rule }) => words.t(`rules.${rule}`)))])

/** The answer to a log, with what can be done about it. */
export function loggedAnswer(words: Words, logged: Logged, said: Happened, today: Day): Said {
  const { interactionId, undoId, attempt, planned, again } = logged
  const tomorrow = attempt && !planned && !again && !logged.account.retired
  return answer(
    loggedLines(words, logged, said, today),
    actions(
      `logged.${interactionId}`,
      ...(tomorrow ? [button('interactions.remind', words.t('log.remind'), String(interactionId))] : []),
      undoButton(words, undoId),
      ...logButtons(words, interactionId),
      button('feedback.open', words.t('feedback.open'), String(logged.account.id)),
    ),
  )
}

/** What was written down of a log, and by whom. */
interface Line extends Pick<Happened, 'channel' | 'occurredOn'> {
  outcome: Outcome | null
  contact: string | null
  member: string | null
}

/** `Tue 14 Jan, call with Ida, Ben Carter`. */
export function logLine(
  { occurredOn, channel, outcome, contact, member }: Line,
  words: Words,
  today: Day,
): string {
  const by = channel ? words.t(`channels.${channel}`) : words.t('card.done')
  const how = contact ? words.t('card.with', { how: by, whom: verbatim(contact, 60) }) : by
  const what = outcome === 'no-answer' ? words.t('card.attempt', { how }) : how
  const who = member ? verbatim(member) : words.t('card.somebody')
  return words.t('card.log', { day: words.day(occurredOn, today), what, who })
}

/** Edit and Delete of one's own log. */
export const logButtons = (words: Words, interactionId: number): Button[] => [
  button('interactions.edit', words.t('log.edit'), String(interactionId)),
  removeButton(words, interactionId),
]

/** Delete, which managers may do to the logs of their team. */
export function removeButton(words: Words, interactionId: number): Button {
  const confirm: ConfirmationDialog = {
    title: plain(words.t('log.removeTitle'), 100),
    text: plain(words.t('log.removeText'), 300),
    confirm: plain(words.t('log.remove'), 30),
    deny: plain(words.t('log.cancel'), 30),
    style: 'danger',
  }
  return button('interactions.remove', words.t('log.remove'), String(interactionId), { confirm })
}
