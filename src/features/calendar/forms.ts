import { z } from 'zod'
import { parseDays, parseStretches, type WorkspaceCalendar } from '../../care/workspace-calendar.ts'
import { required } from '../accounts/forms.ts'

/** The change that stood in the modal as the last: another admin may change the calendar meanwhile. */
export const CalendarPlace = z.object({ seen: z.number() })
export type CalendarPlace = z.infer<typeof CalendarPlace>

/** The fields of the days, Monday first. */
export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

const stretches = required(parseStretches)

/** The modal of the workspace's calendar. */
export const CalendarForm = z
  .object({
    hours: z.enum(['always', 'working']),
    monday: stretches,
    tuesday: stretches,
    wednesday: stretches,
    thursday: stretches,
    friday: stretches,
    saturday: stretches,
    sunday: stretches,
    holidays: z.enum(['keep', 'ignore']),
    closed: required(parseDays),
    open: required(parseDays),
  })
  .transform((form, issues): WorkspaceCalendar => {
    const { closed, open } = form
    const week = form.hours === 'working' ? WEEKDAYS.map((name) => form[name]) : null
    if (week?.every((day) => day.length === 0))
      issues.addIssue({ code: 'custom', message: 'calendar.noHours', path: ['monday'] })
    const both = closed.find((date) => open.includes(date))
    if (both)
      issues.addIssue({
        code: 'custom',
        message: 'calendar.bothWays',
        params: { text: both },
        path: ['open'],
      })
    return { week, closed, open, holidays: form.holidays === 'keep' }
  })
