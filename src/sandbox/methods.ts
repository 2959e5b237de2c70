import { randomBytes } from 'node:crypto'
import { type Method, fail, missing, page } from './call.ts'
import { fileMethods } from './files.ts'
import { messageMethods } from './method-messages.ts'
import { readingMethods } from './method-reading.ts'
import { viewMethods } from './method-views.ts'
import { slackUser } from './people.ts'
import { type Call, type Fields, type Person, str } from './types.ts'
import type { World } from './world.ts'

const team = (world: World): Fields => {
  const { teamId, teamName, teamDomain } = world.identity
  return {
    id: teamId,
    name: teamName,
    domain: teamDomain,
    email_domain: 'example.com',
    icon: { image_default: true },
  }
}

const authTest: Method = ({ identity }) => ({
  ok: true,
  url: `https://${identity.teamDomain}.slack.com/`,
  team: identity.teamName,
  team_id: identity.teamId,
  user: identity.appName,
  user_id: identity.botUserId,
  bot_id: identity.botId,
  is_enterprise_install: false,
})

const connectionsOpen: Method = (world) => ({
  ok: true,
  url: `${world.origin.replace('http', 'ws')}/link/?ticket=${randomBytes(8).toString('hex')}&app_id=${world.identity.appId}`,
})

const asked = (world: World, call: Call, person: Person): Fields =>
  slackUser(person, world.identity.teamId, {
    email: world.identity.scopes.includes('users:read.email'),
    locale: ['true', '1', true].includes(call.args['include_locale'] as string | boolean),
  })

const usersList: Method = (world, call) => {
  const refused = missing(world, 'users:read')
  if (refused) return refused
  const all = [...world.people.values()].map((person) => asked(world, call, person))
  const { items, next } = page(all, call)
  return {
    ok: true,
    members: items,
    cache_ts: Math.floor(Date.now() / 1000),
    response_metadata: { next_cursor: next },
  }
}

const usersInfo: Method = (world, call) => {
  const person = world.people.get(str(call.args['user']))
  return (
    missing(world, 'users:read') ??
    (person ? { ok: true, user: asked(world, call, person) } : fail('user_not_found'))
  )
}

const lookupByEmail: Method = (world, call) => {
  const email = str(call.args['email']).toLowerCase()
  const person = [...world.people.values()].find(
    (other) => other.email.toLowerCase() === email && !other.deleted && !other.is_bot,
  )
  const refused = missing(world, 'users:read.email')
  return refused ?? (person ? { ok: true, user: asked(world, call, person) } : fail('users_not_found'))
}

/** The methods that emulate lacks or answers too poorly; every other one is passed on to it. */
export const METHODS: Readonly<Record<string, Method>> = {
  'api.test': (_world, call) => ({ ok: true, args: call.args }),
  'apps.connections.open': connectionsOpen,
  'auth.test': authTest,
  'team.info': (world) => missing(world, 'team:read') ?? { ok: true, team: team(world) },
  'users.info': usersInfo,
  'users.list': usersList,
  'users.lookupByEmail': lookupByEmail,
  ...messageMethods,
  ...readingMethods,
  ...viewMethods,
  ...fileMethods,
}
