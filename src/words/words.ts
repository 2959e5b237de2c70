import { createInstance } from 'i18next'
import { type Day, dayIn } from '../care/calendar.ts'
import type { Values, When } from '../care/errors.ts'
import { en } from './en/all.ts'
import { zhCn } from './zh-cn/all.ts'

type Locale = 'en' | 'zh-CN'

type Plural<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K
type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? Plural<K> : `${K}.${Paths<T[K]>}`
}[keyof T & string]

/** Where a sentence stands in `src/words`, `feature.what`; plural endings left off. */
export type Key = Paths<typeof en>

/** The sentences, dates and numbers of one language. */
export interface Words {
  locale: Locale
  t: (key: Key, values?: Values) => string
  /** What a rule or an error hands over: a key and its values. */
  say: (message: { key: string; values?: Values }) => string
  /** `Tue 14 Jan`, with the year when it is not that of `today`. */
  day: (day: Day, today?: Day) => string
  /** `Tuesday`. */
  weekday: (day: Day) => string
  /** `Jan`. */
  month: (day: Day) => string
  /** `17 May 1980`, or `17 May` of `--05-17`. */
  birthday: (date: string) => string
  /** `14:05` in the zone given. */
  time: (instant: Date, zone: string) => string
  /** `Tue 14 Jan, 14:05` in the zone given. */
  moment: (instant: Date, zone: string) => string
  number: (value: number) => string
  /** Minor units of an ISO 4217 currency. */
  money: (minor: number, currency: string) => string
  list: (items: readonly string[]) => string
}

const i18n = createInstance()
await i18n.init({
  resources: { en: { translation: en }, 'zh-CN': { translation: zhCn } },
  fallbackLng: false,
  interpolation: { escapeValue: false },
  returnNull: false,
})

/** The words of a reader, by the locale that Slack gives them (`zh-CN`, `en-GB`). */
export const wordsFor = (slackLocale: string | null | undefined): Words =>
  wordsIn(/^zh\b/i.test(slackLocale ?? '') ? 'zh-CN' : 'en')

/** Makes each thing once: a format takes as long to make as a hundred dates to write with it. */
function kept<A extends readonly (string | boolean)[], T>(make: (...of: A) => T): (...of: A) => T {
  const made = new Map<string, T>()
  return (...of) => {
    const name = of.join(' ')
    const one = made.get(name) ?? make(...of)
    made.set(name, one)
    return one
  }
}

const wordsIn = kept(makeWords)

function makeWords(locale: Locale): Words {
  const tag = locale === 'en' ? 'en-GB' : 'zh-CN'
  const translate = i18n.getFixedT(locale)
  const say = ({ key, values = {} }: { key: string; values?: Values }): string => {
    const said = Object.entries(values).map(([name, value]): [string, string | number] => [
      name,
      typeof value === 'object' ? whenText(tag, value) : value,
    ])
    return translate(key, Object.fromEntries(said))
  }
  const number = new Intl.NumberFormat(tag)
  const list = new Intl.ListFormat(tag, { type: 'conjunction' })
  return {
    locale,
    t: (key, values) => say({ key, values: values ?? {} }),
    say,
    day: (day, today) => dayText(tag, day, today),
    weekday: (day) => weekdayFormat(tag).format(noon(day)),
    month: (day) => monthFormat(tag).format(noon(day)),
    birthday: (date) =>
      birthdayFormat(tag, !date.startsWith('-')).format(new Date(`${date.replace(/^-/, '2000')}T12:00:00Z`)),
    time: (instant, zone) => timeFormat(tag, zone).format(instant),
    moment: (instant, zone) => momentFormat(tag, zone).format(instant),
    number: (value) => number.format(value),
    money: (minor, currency) => money(tag, minor, currency),
    // Intl puts 和 before the last, which sits badly beside Latin names.
    list: (items) => (locale === 'zh-CN' ? items.join('、') : list.format(items)),
  }
}

const dayText = (tag: string, day: Day, today?: Day): string =>
  dayFormat(tag, !today || day.slice(0, 4) !== today.slice(0, 4)).format(noon(day))

/** An hour of today without its day. */
function whenText(tag: string, when: When): string {
  if ('day' in when) return dayText(tag, when.day, when.today)
  const { at, today, zone } = when
  return (dayIn(zone, at) === today ? timeFormat : momentFormat)(tag, zone).format(at)
}

const noon = (day: Day): Date => new Date(`${day}T12:00:00Z`)

const dayFormat = kept(
  (tag: string, withYear: boolean): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      ...(withYear && { year: 'numeric' }),
      timeZone: 'UTC',
    }),
)

const weekdayFormat = kept(
  (tag: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' }),
)

const monthFormat = kept(
  (tag: string): Intl.DateTimeFormat => new Intl.DateTimeFormat(tag, { month: 'short', timeZone: 'UTC' }),
)

const birthdayFormat = kept(
  (tag: string, withYear: boolean): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, {
      day: 'numeric',
      month: 'short',
      ...(withYear && { year: 'numeric' }),
      timeZone: 'UTC',
    }),
)

const timeFormat = kept(
  (tag: string, timeZone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }),
)

const momentFormat = kept(
  (tag: string, timeZone: string): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat(tag, {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    }),
)

/** `¥` and `kr` are the signs of several currencies, so each is told apart; a bare `$` is the one of the United States. */
const moneyFormat = kept((tag: string, currency: string): Intl.NumberFormat => {
  const currencyDisplay = currency === 'USD' ? 'narrowSymbol' : 'symbol'
  return new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay })
})

function money(tag: string, minor: number, currency: string): string {
  const format = moneyFormat(tag, currency)
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}
