/** Where, in what language and when somebody reads. */
export interface ReaderClock {
  zone: string
  locale: string
  now: Date
}

const numbers = (at: Date, zone: string): string => at.toLocaleDateString('sv-SE', { timeZone: zone })

const DAY = 86_400_000

/** `today`, `yesterday` or `tomorrow` where it is one of them. */
function nearby(at: Date, { zone, locale, now }: ReaderClock): string | undefined {
  const days = Math.round((Date.parse(numbers(at, zone)) - Date.parse(numbers(now, zone))) / DAY)
  if (Math.abs(days) > 1) return undefined
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day')
}

const FORMS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  date: { month: 'long', day: 'numeric', year: 'numeric' },
  date_short: { month: 'short', day: 'numeric', year: 'numeric' },
  date_long: { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' },
  time: { hour: 'numeric', minute: '2-digit' },
  time_secs: { hour: 'numeric', minute: '2-digit', second: '2-digit' },
}

/** One of the tokens of Slack's date formatting, such as `date_short_pretty`; nothing for an unknown one. */
function token(name: string, at: Date, clock: ReaderClock): string | undefined {
  if (name === 'date_num') return numbers(at, clock.zone)
  const form = FORMS[name.replace('_pretty', '')]
  if (!form) return undefined
  const near = name.endsWith('_pretty') ? nearby(at, clock) : undefined
  return near ?? at.toLocaleString(clock.locale, { ...form, timeZone: clock.zone })
}

/** The text of `<!date^1392734382^{date} at {time}|fallback>` for its reader. */
export function dateText(seconds: number, template: string, fallback: string, clock: ReaderClock): string {
  const at = new Date(seconds * 1000)
  if (Number.isNaN(at.getTime())) return fallback
  const parts = template.replace(/\{(\w+)\}/g, (all, name: string) => token(name, at, clock) ?? all)
  return /\{\w+\}/.test(parts) ? fallback : parts
}

/** What a reader's calendar and clock show at an instant given in seconds, `2026-03-02T08:30`. */
export const wallOf = (seconds: number, { zone }: ReaderClock): string =>
  new Date(seconds * 1000).toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T').slice(0, 16)

/** The instant, in seconds, at which a reader's calendar and clock show this. */
export function secondsAt(wall: string, clock: ReaderClock): number {
  const meant = Date.parse(`${wall}Z`) / 1000
  const off = (guess: number): number => Date.parse(`${wallOf(guess, clock)}Z`) / 1000 - guess
  // Twice, as the zone may have moved its clocks between the first guess and the instant.
  return meant - off(meant - off(meant))
}

/** The hour for a reader, as Slack writes it beside a message. */
export const timeText = (at: Date, { zone, locale }: ReaderClock): string =>
  at.toLocaleTimeString(locale, { timeZone: zone, hour: 'numeric', minute: '2-digit' })

/** The day for a reader, in full. */
export const dayText = (at: Date, { zone, locale }: ReaderClock): string =>
  at.toLocaleDateString(locale, { timeZone: zone, weekday: 'long', month: 'long', day: 'numeric' })

/** How long ago something was, in the largest unit that is full: minutes, hours or days. */
export function agoText(at: Date, { locale, now }: ReaderClock): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - at.getTime()) / 60_000))
  const said = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  if (minutes < 60) return said.format(-minutes, 'minute')
  const hours = Math.floor(minutes / 60)
  return hours < 24 ? said.format(-hours, 'hour') : said.format(-Math.floor(hours / 24), 'day')
}

/** Day and hour for a reader, in short. */
export const momentText = (at: Date, { zone, locale }: ReaderClock): string =>
  at.toLocaleString(locale, {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })

/** The calendar day for a reader, `2026-03-02`. */
export const dayOf = (at: Date, { zone }: ReaderClock): string => numbers(at, zone)
