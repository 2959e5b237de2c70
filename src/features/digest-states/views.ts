import { standing } from '../../care/cadence.ts'
import { type Day, dayIn, hourIn, nextWorkday } from '../../care/calendar.ts'
import { isClock } from '../../care/complaint.ts'
import type { Ending } from '../../care/warning.ts'
import { verbatimWithin } from '../../slack/text.ts'
import type { Key } from '../../words/words.ts'
import { isMuted, mutedDay } from '../muting/views.ts'
import type { Facts } from '../reasons/queries.ts'
import { daysOf, type Reading } from '../reasons/views.ts'
import { hourOrDay } from '../running-clocks/views.ts'

/** Whoever reads a digest. */
export interface Sheet extends Omit<Reading, 'quote'> {
  /** The page of a list that a row's buttons act in; absent in the morning message. */
  page?: number
  viewer: {
    id: string
    name: string
    hour: string
    covers: readonly { id: string; name: string; until: Day }[]
  }
}

/** How a duty stands for this reader now. */
export type State = 'open' | 'closed' | 'retired' | 'unowned' | 'handed' | 'muted' | 'snoozed' | 'later'

export function stateOf(facts: Facts, { viewer, now, today, cal }: Sheet): State {
  if (facts.closedAt) return 'closed'
  if (facts.retiredAt) return 'retired'
  // Whoever took a complaint works on it, whosever the account is.
  const isOwned = isClock(facts.rule) || facts.ownerId !== null
  if (!isOwned || !facts.repId) return 'unowned'
  const theirs = facts.repId === viewer.id || viewer.covers.some(({ id }) => id === facts.repId)
  if (!theirs) return 'handed'
  if (isClock(facts.rule)) return 'open'
  if (isMuted(facts, facts.rule)) return 'muted'
  if (facts.snoozedUntil && facts.snoozedUntil > now) return 'snoozed'
  return standing(daysOf(facts), today, cal).state === 'later' ? 'later' : 'open'
}

export const NAME_UNITS = 110
const ASIDE_UNITS = 40

export const short = (name: string): string => verbatimWithin(name, ASIDE_UNITS)

export function outcomeText(facts: Facts, state: Exclude<State, 'open'>, sheet: Sheet): string {
  const { words, today, viewer, cal } = sheet
  const account = verbatimWithin(facts.account, NAME_UNITS)
  const who = (id: string | null, name: string | null): string =>
    id === viewer.id ? words.t('digest.you') : short(name ?? '–')
  const moment = (instant: Date | null): string => (instant ? hourOrDay(instant, sheet) : '')
  const until = facts.snoozedUntil ? untilText(facts.snoozedUntil, sheet) : ''
  if (state === 'snoozed' && facts.act === 'snooze')
    return words.t('digest.state.snoozedBy', { account, until, who: who(facts.actorId, facts.actor) })
  const ended = state === 'closed' && facts.closedHow === 'replaced' ? facts.warning?.ending : undefined
  if (ended) return endedText(facts, ended, { words, today, account })
  if (state === 'muted') return words.t('clockRows.muted', { account, day: mutedDay(facts, sheet) })
  return words.t(state === 'closed' ? closedKey(facts) : `digest.state.${state}`, {
    account,
    until,
    who: state === 'handed' ? short(facts.rep ?? '–') : who(facts.closedBy, facts.closer),
    when: moment(facts.closedAt),
    day: words.day(nextWorkday(cal, facts.idealOn), today),
  })
}

/** An order ended the case, or it ended by itself (care-rules §4.1, §4.4). */
function endedText(
  { lastOrderOn }: Facts,
  ending: Ending,
  { words, today, account }: Pick<Sheet, 'words' | 'today'> & { account: string },
): string {
  if (ending === 'won-back' && lastOrderOn)
    return words.t('warnings.wonState', { account, day: words.day(lastOrderOn, today) })
  return words.t('warnings.endedState', { account, how: words.t(`warnings.endings.${ending}`) })
}

function closedKey({ rule, closedHow, clockStands }: Facts): Key {
  if (isClock(rule) && closedHow === 'done') return `clockRows.met.${rule}`
  return clockStands && closedHow === 'withdrawn' ? 'clockRows.stands' : closedKeys[closedHow ?? 'withdrawn']
}

const closedKeys = {
  done: 'digest.state.done',
  logged: 'digest.state.logged',
  replaced: 'digest.state.replaced',
  retired: 'digest.state.retired',
  withdrawn: 'digest.state.withdrawn',
} as const

/** What was put off to a day comes back as that day begins: its hour says nothing. */
function untilText(instant: Date, sheet: Sheet): string {
  const { words, zone, today } = sheet
  if (hourIn(zone, instant) !== '00:00') return hourOrDay(instant, sheet)
  return words.day(dayIn(zone, instant), today)
}
