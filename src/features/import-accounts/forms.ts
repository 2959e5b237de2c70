import { TIERS } from '../../care/cadence.ts'
import { type Day, isZone } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { bigrams, cleanName, nameKey } from '../../care/name.ts'
import { choiceCell, dayCell, keyCell, lineCell, pastDayCell, remembering } from '../../csv/cells.ts'
import type { Columns, Row } from '../../csv/table.ts'

/** What a file of customers may have in its columns. */
export const accountColumns = {
  external_id: 'required',
  name: 'required',
  owner_email: 'optional',
  tier: 'optional',
  industry: 'optional',
  timezone: 'optional',
  phone: 'optional',
  email: 'optional',
  birthday: 'optional',
  last_contact: 'optional',
  tags: 'optional',
} as const satisfies Columns

/** What reading takes besides the cells. */
export interface AboutAccounts {
  workspace: { id: number }
  /** The workspace's day. */
  today: Day
  /** The id of the member with this e-mail, in lower case. */
  owner: (email: string) => string | null
}

/** Reads a customer as it is staged, null where nothing is said; undefined where even the key is wrong. Wrong cells are the row's issues. */
export function accountReader({ workspace, today, owner }: AboutAccounts) {
  const past = pastDayCell(today)
  const birthday = birthdayCell(today)
  const tags = remembering(tagsCell)
  return (row: Row<keyof typeof accountColumns>) => {
    const externalId = row.cell('external_id', keyCell)
    const name = row.cell('name', nameCell) ?? ''
    const key = nameKey(name)
    const staged = {
      external_id: externalId,
      name,
      name_key: key,
      bigrams: bigrams(key).map((pair) => `${workspace.id}:${pair}`),
      owner_id: row.cell('owner_email', (email) => owner(email.toLowerCase())),
      tier: row.cell('tier', tierCell),
      industry: row.cell('industry', industryCell),
      zone: row.cell('timezone', zoneCell),
      tags: row.cell('tags', tags),
      last_contact_on: row.cell('last_contact', past),
      phone: row.cell('phone', phoneCell),
      email: row.cell('email', emailCell),
      birthday: row.cell('birthday', birthday),
    }
    return externalId === null ? undefined : staged
  }
}

const tierCell = choiceCell(TIERS)
const industryCell = lineCell(100)
const tagCell = lineCell(50)

/** The database takes 200 code points; a few characters of many code points each may be more. */
function nameCell(text: string): string {
  const name = cleanName(text)
  if (Array.from(name).length > 200) throw new CareError('csv.tooLong', { most: 200 })
  return name
}

const zoneCell = remembering((text: string): string => {
  if (/^[+-]/.test(text) || !isZone(text)) throw new CareError('csv.zone', { text })
  return text
})

function phoneCell(text: string): string {
  if (!/^[\p{L}\p{N}+()./#*,;:\s-]{3,50}$/u.test(text) || !/\p{Nd}{3}/u.test(text.replaceAll(/\P{Nd}/gu, '')))
    throw new CareError('csv.phone', { text })
  return text
}

function emailCell(text: string): string {
  if (
    text.length > 254 ||
    !/^[^\s@<>"(),:;[\]\\]+@[^\s@.<>"(),:;[\]\\]+(\.[^\s@.<>"(),:;[\]\\]+)+$/.test(text)
  )
    throw new CareError('csv.email', { text })
  return text
}

/** `1980-05-17`, not after `today`, or `--05-17` without a year. */
const birthdayCell =
  (today: Day) =>
  (text: string): string => {
    // 29 February is a birthday too.
    const date = /^--\d\d-\d\d$/.test(text) ? `2000${text.slice(1)}` : text
    try {
      if (dayCell(date) <= today) return text
    } catch {
      throw new CareError('csv.birthday', { text })
    }
    throw new CareError('csv.future', { text })
  }

function tagsCell(text: string): string[] | null {
  const tags = text
    .split(/[;；]/)
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '')
  if (tags.length > 30) throw new CareError('csv.tooManyTags', { most: 30 })
  return tags.length > 0 ? [...new Set(tags.map(tagCell))] : null
}
