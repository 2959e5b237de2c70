import { addDays, type Day, isWorkday, type WorkCalendar } from './calendar.ts'

/** Something to do between two days, both moved to working days of its rep. */
export interface Levelled {
  ideal: Day
  latest: Day
  /** What it is worth beside the others: the higher, the earlier. */
  value: number
}

/** How many of a rep's duties that are due after today must be done by `latest`. */
export interface Ahead {
  latest: Day
  count: number
}

/** A latest day further away than this presses nobody today. */
const HORIZON_DAYS = 400

/**
 * What of a rep's duties is for today (care-rules §2.2): all that must not wait, then the most valuable that are due,
 * up to the capacity, as long as the rest still fits the days to come; where it cannot, the most pressing.
 */
export function dutiesOfToday<D extends Levelled>(
  duties: readonly D[],
  ahead: readonly Ahead[],
  capacity: number,
  today: Day,
  cal: WorkCalendar,
): D[] {
  const due = duties.filter((duty) => duty.ideal <= today)
  if (due.length <= capacity) return due
  const notYet = duties.filter((duty) => duty.ideal > today).map(({ latest }) => ({ latest, count: 1 }))
  const workdays = workdaysAfter(today, [...due, ...notYet, ...ahead], cal)
  const mayWait = due.filter(({ latest }) => nth(latest, today, workdays) > 0)
  const room = Math.max(0, capacity - (due.length - mayWait.length))
  const space = spaceAfter([...notYet, ...ahead], capacity, today, workdays)
  const waiting = waitingFrom(mayWait, room, (duty) => takes(space, nth(duty.latest, today, workdays)))
  return due.filter((duty) => !waiting.has(duty))
}

/** Leaves `room` duties for today: the least valuable that later days can take wait, then the least pressing. */
function waitingFrom<D extends Levelled>(
  mayWait: readonly D[],
  room: number,
  fitsLater: (duty: D) => boolean,
): Set<D> {
  const waiting = new Set<D>()
  for (const duty of mayWait.toSorted((a, b) => a.value - b.value || -byLatest(a, b))) {
    if (waiting.size < mayWait.length - room && fitsLater(duty)) waiting.add(duty)
  }
  const pressing = mayWait.filter((duty) => !waiting.has(duty))
  for (const duty of pressing.toSorted((a, b) => byLatest(a, b) || b.value - a.value).slice(room)) {
    waiting.add(duty)
  }
  return waiting
}

const byLatest = (a: Levelled, b: Levelled): number =>
  a.latest === b.latest ? 0 : a.latest < b.latest ? -1 : 1

/** For each day after today as far as the duties reach, how many working days lie between, that day counted. */
function workdaysAfter(
  today: Day,
  duties: readonly { latest: Day }[],
  cal: WorkCalendar,
): ReadonlyMap<Day, number> {
  const furthest = duties.reduce((last, { latest }) => (latest > last ? latest : last), today)
  const workdays = new Map<Day, number>()
  let count = 0
  for (let date = today; date < furthest && workdays.size < HORIZON_DAYS; workdays.set(date, count)) {
    date = addDays(date, 1)
    if (isWorkday(cal, date)) count++
  }
  return workdays
}

/** On which working day after today `latest` falls; 0 when none is left, Infinity beyond the horizon. */
const nth = (latest: Day, today: Day, workdays: ReadonlyMap<Day, number>): number =>
  latest <= today ? 0 : (workdays.get(latest) ?? Infinity)

/**
 * How many duties of today can still be put off until the end of the nth working day after it, at index n: they can
 * all begin on the first one, so they fit exactly when until the end of every day no more has its latest day than
 * capacity × working days (Hall's condition for intervals).
 */
function spaceAfter(
  ahead: readonly Ahead[],
  capacity: number,
  today: Day,
  workdays: ReadonlyMap<Day, number>,
): number[] {
  const last = Math.max(0, ...workdays.values())
  const until = Array.from({ length: last + 1 }, () => 0)
  for (const { latest, count } of ahead) {
    const day = nth(latest, today, workdays)
    if (day <= last) until[day] = (until[day] ?? 0) + count
  }
  let taken = 0
  return until.map((count, day) => {
    taken = Math.min(taken + count, capacity * day)
    return capacity * day - taken
  })
}

/** Takes one place until the end of the given day, where there is one. */
function takes(space: number[], until: number): boolean {
  for (let day = until; day < space.length; day++) if ((space[day] ?? 0) < 1) return false
  for (let day = until; day < space.length; day++) space[day] = (space[day] ?? 0) - 1
  return true
}
