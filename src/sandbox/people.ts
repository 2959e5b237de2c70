import type { Fields, NewPerson, Person } from './types.ts'

const LABELS: Readonly<Record<string, string>> = {
  'America/New_York': 'Eastern Time',
  'Europe/London': 'Greenwich Mean Time',
  'Asia/Shanghai': 'China Standard Time',
}

/** Seconds east of UTC at an instant. */
function offsetOf(zone: string, at: Date): number {
  const local = at.toLocaleString('sv-SE', { timeZone: zone })
  return Math.round((Date.parse(`${local.replace(' ', 'T')}Z`) - at.getTime()) / 60_000) * 60
}

const zoneOf = (zone: string): Pick<Person, 'tz' | 'tz_label' | 'tz_offset'> => ({
  tz: zone,
  tz_label: LABELS[zone] ?? zone,
  tz_offset: offsetOf(zone, new Date()),
})

const titled = (name: string): string =>
  name.replace(
    /(^|[._-])(\p{L})/gu,
    (_all, gap: string, letter: string) => (gap ? ' ' : '') + letter.toUpperCase(),
  )

export function personOf(id: string, given: NewPerson): Person {
  return {
    id,
    real_name: titled(given.name),
    email: `${given.name}@example.com`,
    title: '',
    locale: 'en-US',
    is_owner: false,
    is_admin: false,
    is_bot: false,
    deleted: false,
    restricted: false,
    ...given,
    ...zoneOf(given.tz ?? 'America/New_York'),
  }
}

export function changed(person: Person, patch: Partial<NewPerson>): void {
  Object.assign(person, patch, patch.tz ? zoneOf(patch.tz) : {})
}

/** The user object of `users.list`, `users.info` and the events; e-mail and locale only where Slack gives them. */
export function slackUser(person: Person, team: string, shown: { email: boolean; locale: boolean }): Fields {
  const profile = {
    real_name: person.real_name,
    real_name_normalized: person.real_name,
    display_name: person.name,
    display_name_normalized: person.name,
    title: person.title,
    team,
    ...(shown.email && !person.is_bot ? { email: person.email } : {}),
  }
  const lasting = {
    id: person.id,
    team_id: team,
    name: person.name,
    profile,
    is_bot: person.is_bot,
    updated: 0,
  }
  if (person.deleted) return { ...lasting, deleted: true, is_app_user: false }
  return {
    ...lasting,
    deleted: false,
    real_name: person.real_name,
    tz: person.tz,
    tz_label: person.tz_label,
    tz_offset: person.tz_offset,
    is_admin: person.is_admin || person.is_owner,
    is_owner: person.is_owner,
    is_primary_owner: false,
    is_restricted: person.restricted,
    is_ultra_restricted: false,
    is_app_user: false,
    ...(shown.locale ? { locale: person.locale } : {}),
  }
}
