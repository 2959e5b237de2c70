import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { pendingMigrations } from '../db/migrate.ts'
import type { Deps } from '../deps.ts'
import { channelSettings } from '../features/complaint-channels/queries.ts'
import { workspaces } from '../features/people/queries.ts'
import { presenceIn } from '../slack/channels.ts'
import { makeIdentity } from '../slack/identity.ts'
import { type Command, Refusal } from './command.ts'

interface Check {
  check: string
  ok: boolean
  message: string
}

/** Seconds by which two clocks may differ; Slack refuses signatures at 300. */
const CLOCK_TOLERANCE = 60

export const doctorCommand: Command = {
  name: 'doctor',
  usage: '',
  about:
    'Checks configuration, database, migrations, token, scopes, the channels of complaints and the clock.',
  async run({ deps }) {
    const identity = makeIdentity(deps.slack)
    const checks = [
      await look('configuration', () => configuration(deps)),
      await look('database', () => database(deps)),
      await look('migrations', () => migrations(deps)),
      await look('token', async () => {
        tokenSet(deps)
        const { teamName, teamId } = await identity()
        return `belongs to ${teamName} (${teamId})`
      }),
      await look('scopes', async () => {
        tokenSet(deps)
        return scopes((await identity()).scopes)
      }),
      await look('channels', () => channels(deps)),
      await look('clock', () => clock(deps)),
    ]
    const failed = checks.filter(({ ok }) => !ok)
    const lines = checks.map(
      ({ check, ok, message }) => `${ok ? 'ok  ' : 'FAIL'} ${check.padEnd(14)} ${message}`,
    )
    return {
      json: checks,
      lines,
      ...(failed.length > 0 && { failed: `Not right: ${failed.map(({ check }) => check).join(', ')}` }),
    }
  },
}

async function look(check: string, ask: () => string | Promise<string>): Promise<Check> {
  try {
    return { check, ok: true, message: await ask() }
  } catch (error) {
    return { check, ok: false, message: error instanceof Error ? error.message : String(error) }
  }
}

function tokenSet({ config }: Deps): void {
  if (!config.SLACK_BOT_TOKEN) throw new Refusal('SLACK_BOT_TOKEN is not set')
}

function configuration({ config }: Deps): string {
  const { SLACK_APP_TOKEN, SLACK_SIGNING_SECRET, DATABASE_URL } = config
  if (!SLACK_APP_TOKEN && !SLACK_SIGNING_SECRET)
    throw new Refusal('neither SLACK_SIGNING_SECRET (HTTP) nor SLACK_APP_TOKEN (Socket Mode) is set')
  const way = SLACK_APP_TOKEN ? 'Socket Mode' : `HTTP on ${config.HOST}:${config.PORT}`
  return `${way}, ${DATABASE_URL ? 'DATABASE_URL' : 'the embedded PostgreSQL in .data/'}`
}

async function database({ db }: Deps): Promise<string> {
  const { rows } = await sql<{
    version: string
  }>`select current_setting('server_version') as version`.execute(db)
  return `PostgreSQL ${rows[0]?.version ?? ''}`
}

async function migrations({ db }: Deps): Promise<string> {
  const pending = await pendingMigrations(db)
  if (pending.length > 0) throw new Refusal(`not applied: ${pending.join(', ')}; run npm run tend -- migrate`)
  return 'all applied'
}

async function scopes(has: readonly string[]): Promise<string> {
  const manifest = await readFile(path.join(import.meta.dirname, '../../manifest.yml'), 'utf8')
  const wanted = /^ *bot:\n((?: +- \S+\n)+)/m.exec(manifest)?.[1]?.match(/[\w:.]+(?=\n)/g) ?? []
  const missing = wanted.filter((scope) => !has.includes(scope))
  if (missing.length > 0)
    throw new Refusal(`missing: ${missing.join(', ')}; reinstall the app from manifest.yml`)
  return `all ${wanted.length} granted`
}

/** Every channel that shows complaints is one that we are in. */
async function channels(deps: Deps): Promise<string> {
  tokenSet(deps)
  const { teamId } = await makeIdentity(deps.slack)()
  const ours = (await workspaces(deps.db)).find(({ slackId }) => slackId === teamId)
  if (!ours) return 'none chosen'
  const { workspace, teams } = await channelSettings(deps.db, ours.id)
  const chosen = [workspace, ...teams.map(({ channel }) => channel)].filter((channel) => channel !== null)
  const known = [...new Set(chosen)]
  const presences = await Promise.all(known.map((channel) => presenceIn(deps.slack, channel)))
  const away = known.filter((_, i) => presences[i] === 'away')
  if (away.length > 0) throw new Refusal(`not in ${away.join(', ')}; type /invite @Tend there`)
  if (presences.includes('blind')) throw new Refusal('a scope is missing to look; see scopes')
  return known.length === 0 ? 'none chosen' : `in all ${known.length}`
}

async function clock({ db, realNow }: Deps): Promise<string> {
  const { rows } = await sql<{ at: Date }>`select clock_timestamp() as at`.execute(db)
  const apart = Math.abs((rows[0]?.at.getTime() ?? 0) - realNow().getTime()) / 1000
  if (apart > CLOCK_TOLERANCE)
    throw new Refusal(`this machine and the database are ${Math.round(apart)} s apart`)
  return `within ${Math.ceil(apart)} s of the database`
}
