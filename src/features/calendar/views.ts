import type { ModalView } from '@slack/types'
import { addDays, type Day, day, dayIn } from '../../care/calendar.ts'
import { printDays, printStretches, type WorkspaceCalendar } from '../../care/workspace-calendar.ts'
import { context, field, option, plain, stack } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { type CalendarPlace, WEEKDAYS } from './forms.ts'
import type { CalendarChange } from './queries.ts'

interface Shown {
  calendar: WorkspaceCalendar
  last: CalendarChange | undefined
  /** IANA name. */
  workspaceZone: string
  /** Whose public holidays are kept; null: nobody's are known. */
  region: string | null
  today: Day
  /** Of the reader. */
  zone: string
}

/** When the workspace works. */
export function calendarModal(words: Words, shown: Shown): ModalView {
  const { t } = words
  const { calendar, last } = shown
  const place: CalendarPlace = { seen: last?.id ?? 0 }
  const hours = [option(t('calendar.always'), 'always'), option(t('calendar.working'), 'working')]
  const holidays = [option(t('calendar.keep'), 'keep'), option(t('calendar.ignore'), 'ignore')]
  return {
    type: 'modal',
    callback_id: 'calendar.keep',
    private_metadata: JSON.stringify(place),
    title: plain(t('calendar.title'), 24),
    submit: plain(t('settings.save'), 24),
    close: plain(t('settings.close'), 24),
    blocks: stack(
      context(t('calendar.about')),
      context(placeLine(words, shown)),
      last && context(lastLine(words, last, shown)),
      field('hours', t('calendar.hours'), radio(hours, calendar.week ? 'working' : 'always')),
      ...WEEKDAYS.map((name, at) => dayField(words, name, at, calendar)),
      field('holidays', t('calendar.holidays'), radio(holidays, calendar.holidays ? 'keep' : 'ignore')),
      datesField(words, 'closed', calendar),
      datesField(words, 'open', calendar),
    ),
  }
}

function placeLine({ t }: Words, { workspaceZone: zone, region }: Shown): string {
  return region ? t('calendar.place', { zone, region }) : t('calendar.placeAlone', { zone })
}

function lastLine(words: Words, { who, at }: CalendarChange, { today, zone }: Shown): string {
  return words.t('calendar.changed', { who: verbatim(who, 80), day: words.day(dayIn(zone, at), today) })
}

const radio = (options: ReturnType<typeof option>[], chosen: string) => {
  const initial = options.find(({ value }) => value === chosen)
  return { type: 'radio_buttons' as const, options, ...(initial && { initial_option: initial }) }
}

const MONDAY = day('2024-01-01')

function dayField(words: Words, name: string, at: number, { week }: WorkspaceCalendar) {
  const value = printStretches(week?.[at] ?? [])
  return field(
    name,
    words.weekday(addDays(MONDAY, at)),
    {
      type: 'plain_text_input',
      placeholder: plain(words.t('calendar.example'), 150),
      max_length: 200,
      ...(value && { initial_value: value }),
    },
    { optional: true, ...(at === 0 && { hint: words.t('calendar.dayHint') }) },
  )
}

function datesField({ t }: Words, name: 'closed' | 'open', calendar: WorkspaceCalendar) {
  const value = printDays(calendar[name])
  return field(
    name,
    t(`calendar.${name}`),
    { type: 'plain_text_input', multiline: true, ...(value && { initial_value: value }) },
    { optional: true, hint: t(`calendar.${name}Hint`) },
  )
}
