import { z } from 'zod'
import { day } from '../../care/calendar.ts'
import { SNOOZES } from '../../care/follow-up.ts'

/** A list that only its reader sees, from which a modal was opened: it is shown anew when something was done. */
export const OpenList = z.object({
  /** Where it is answered, for half an hour. */
  url: z.string(),
  page: z.number(),
})
export type OpenList = z.infer<typeof OpenList>

/** The list of today in which a button was pressed: its rows are numbered, with the page they stand on. */
export function openListOf(
  { block_id: id }: { block_id: string },
  { container, response_url: url }: { container: Record<string, unknown>; response_url: string },
): OpenList | undefined {
  const [, page] = /^\d+\.(\d+)$/.exec(id) ?? []
  return page !== undefined && container['is_ephemeral'] === true ? { url, page: Number(page) } : undefined
}

/** What the modals carry unseen: the duty as it was when they opened, and where that was. */
export const DutySeen = z.object({
  duty: z.number(),
  revision: z.number(),
  channel: z.string().optional(),
  list: OpenList.optional(),
})
export type DutySeen = z.infer<typeof DutySeen>

/** The modal of Snooze: one of the usual times, or a date. */
export const SnoozeForm = z
  .object({
    until: z.enum(SNOOZES).nullish(),
    date: z.iso
      .date()
      .nullish()
      .transform((text) => (text ? day(text) : null)),
  })
  .superRefine(({ until, date }, ctx) => {
    if (!until && !date) ctx.addIssue({ code: 'custom', path: ['until'], message: 'followUps.untilMissing' })
    if (until && date) ctx.addIssue({ code: 'custom', path: ['date'], message: 'followUps.oneOf' })
  })
  .transform(({ until, date }) => date ?? until ?? 'tomorrow')

/** The modal of Hand over. */
export const HandOverForm = z.object({ to: z.string('followUps.toMissing').min(1, 'followUps.toMissing') })
