import { z } from 'zod'

/** What Slack says of a user, as far as it matters here. */
const SlackUser = z.object({
  id: z.string(),
  name: z.string().default(''),
  real_name: z.string().optional(),
  deleted: z.boolean().default(false),
  is_bot: z.boolean().default(false),
  is_admin: z.boolean().default(false),
  is_owner: z.boolean().default(false),
  is_restricted: z.boolean().default(false),
  is_ultra_restricted: z.boolean().default(false),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  profile: z
    .object({
      email: z.string().nullish(),
      display_name: z.string().nullish(),
      real_name: z.string().nullish(),
    })
    .default({}),
})

export interface SlackPerson {
  id: string
  name: string
  email: string | null
  slackAdmin: boolean
  zone: string
  locale: string
  active: boolean
  changedAt: Date
}

/** Reads a user as Slack sends them; undefined for bots. Guests and removed people are not active. */
export function personOf(user: unknown, now: Date): SlackPerson | undefined {
  const read = SlackUser.safeParse(user)
  if (!read.success || read.data.is_bot || read.data.id === 'USLACKBOT') return undefined
  const { id, name, real_name, profile, tz, locale, ...marks } = read.data
  return {
    id,
    name: profile.real_name || real_name || profile.display_name || name || id,
    email: profile.email?.toLowerCase() ?? null,
    slackAdmin: marks.is_admin || marks.is_owner,
    zone: tz && isZone(tz) ? tz : 'UTC',
    locale: locale ?? 'en-US',
    active: !marks.deleted && !marks.is_restricted && !marks.is_ultra_restricted,
    changedAt: now,
  }
}

/** Whether `zone` is an IANA name that this machine knows. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
