import { createRequire } from 'node:module'
import { getCountryForTimezone } from 'countries-and-timezones'
import type Holidays from 'date-holidays'
import type { HolidaysTypes } from 'date-holidays'
import { addDays, type Day, day, type WorkCalendar } from '../care/calendar.ts'
import { CareError } from '../care/errors.ts'

const require = createRequire(import.meta.url)

/** What `chinese-days` publishes: days by date; read as data, because its functions shift them west of Greenwich. */
interface ChinaDays {
  holidays: Record<string, string>
  workdays: Record<string, string>
}

interface YearOff {
  off: readonly Day[]
  extra: readonly Day[]
}

/** The days off, and those worked in exchange, by year. */
type Kept = (year: number) => Record<keyof YearOff, ReadonlySet<Day>>

const kept = new Map<string, Kept>()
const calendars = new Map<string, WorkCalendar>()
const NO_DAYS: ReadonlySet<Day> = new Set()

/**
 * The days somebody works: their weekdays without the public holidays of `region` (`CN`, `US-CA`; null or unknown: none).
 * A year is worked out when one of its days is first asked for: some take a tenth of a second. The same object each
 * time, so that reps may share what is made of it.
 */
export function workCalendar(region: string | null, weekdays: readonly number[]): WorkCalendar {
  const key = [region, ...weekdays].join(' ')
  const known = calendars.get(key)
  if (known) return known
  // A day worked in exchange for a holiday is one for those whose week is Monday to Friday, not for part of a week.
  const wholeWeek = [1, 2, 3, 4, 5].every((workday) => weekdays.includes(workday))
  const off = region === null ? NO_DAYS : keptDays(region, 'off')
  const extra = region === null || !wholeWeek ? NO_DAYS : keptDays(region, 'extra')
  const made = { weekdays, off, extra }
  calendars.set(key, made)
  return made
}

/** Every holiday belongs to the year that it starts in, and the new year's may start in December. */
function keptDays(region: string, which: keyof YearOff): WorkCalendar['off'] {
  const of = kept.get(region) ?? keptIn(region)
  kept.set(region, of)
  return {
    has(date) {
      const year = Number(date.slice(0, 4))
      return of(year)[which].has(date) || (date.startsWith('-01', 4) && of(year - 1)[which].has(date))
    },
  }
}

function keptIn(region: string): Kept {
  const years = new Map<number, ReturnType<Kept>>()
  return (year) => {
    const known = years.get(year)
    if (known) return known
    const { off, extra } = yearOff(region, year)
    const made = { off: new Set(off), extra: new Set(extra) }
    years.set(year, made)
    return made
  }
}

const yearOff = (region: string, year: number): YearOff =>
  region === 'CN' ? chinaOff(year) : { off: publicHolidays(region, year).flatMap(daysOff), extra: [] }

/** Mainland China as its government arranged the year, with the days worked in exchange; before it has, the days by law. */
function chinaOff(year: number): YearOff {
  const china = require('chinese-days/dist/chinese-days.json') as ChinaDays
  const of = (days: Record<string, string>): Day[] =>
    Object.keys(days)
      .filter((date) => date.startsWith(`${year}-`))
      .map(day)
  const off = of(china.holidays)
  return off.length > 0 ? { off, extra: of(china.workdays) } : { off: chinaByLaw(year), extra: [] }
}

// Children's Day, for children alone; and the two that since 2025 last a day longer than date-holidays knows.
const CHINA_CHILDREN = '06-01'
const CHINA_LONGER = ['chinese 01-0-02', '05-01']

function chinaByLaw(year: number): Day[] {
  const holidays = publicHolidays('CN', year).filter(({ rule }) => rule !== CHINA_CHILDREN)
  return holidays.flatMap((holiday) => {
    const days = daysOff(holiday)
    return CHINA_LONGER.includes(holiday.rule) ? [...days, ...days.map((date) => addDays(date, 1))] : days
  })
}

/** Days off for everybody: no bank, school or optional holidays, no observances. */
function publicHolidays(region: string, year: number): HolidaysTypes.Holiday[] {
  const [country = '', state = ''] = region.split('-')
  return new (holidays())(country, state, { types: ['public'] }).getHolidays(year)
}

// Loaded when first needed: it takes 130 ms and 28 MB.
const holidays = (): typeof Holidays => require('date-holidays') as typeof Holidays

const HOUR_MS = 3_600_000
const NINE = 9 * HOUR_MS
const FIVE = 17 * HOUR_MS

/** The days whose working hours lie within a holiday: one that begins at sunset counts from the next morning, half a day never. */
function daysOff({ date, start, end }: HolidaysTypes.Holiday): Day[] {
  // “2026-03-19 00:00:00 -0600” begins six hours before that midnight.
  const [first = '', hour = '', ahead = ''] = date.split(' ')
  const begins = Date.parse(`${first}T${hour}Z`) + (Number(ahead) / 100) * HOUR_MS
  const ends = begins + (end.getTime() - start.getTime())
  const days: Day[] = []
  for (let at = day(first); Date.parse(at) + FIVE <= ends; at = addDays(at, 1)) {
    if (Date.parse(at) + NINE >= begins) days.push(at)
  }
  return days
}

/** Reads a region whose holidays are known: a country, `US`, or one of its parts, `US-CA`; a CareError otherwise. */
export function parseRegion(text: string): string {
  const region = text.trim().toUpperCase()
  const [country = '', state, more] = region.split('-')
  const known = new (holidays())()
  const there =
    state === undefined ? country in known.getCountries() : state in (known.getStates(country) ?? {})
  if (!there || more !== undefined) throw new CareError('holidays.region', { region: text })
  return region
}

// Where the country alone lacks days that everybody in the zone has off.
const PARTS: Readonly<Record<string, string>> = {
  'Europe/London': 'GB-ENG',
  'America/Toronto': 'CA-ON',
  'America/Vancouver': 'CA-BC',
  'America/Edmonton': 'CA-AB',
  'America/Winnipeg': 'CA-MB',
  'America/Regina': 'CA-SK',
  'America/Halifax': 'CA-NS',
  'America/Moncton': 'CA-NB',
  'America/St_Johns': 'CA-NL',
  'Australia/Sydney': 'AU-NSW',
  'Australia/Lord_Howe': 'AU-NSW',
  'Australia/Melbourne': 'AU-VIC',
  'Australia/Brisbane': 'AU-QLD',
  'Australia/Adelaide': 'AU-SA',
  'Australia/Perth': 'AU-WA',
  'Australia/Hobart': 'AU-TAS',
  'Australia/Darwin': 'AU-NT',
}

/** The region whose holidays somebody in this zone (IANA name) most likely keeps; null where the zone is no country's. */
export function regionOf(zone: string): string | null {
  return PARTS[zone] ?? getCountryForTimezone(zone)?.id ?? null
}
