import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { bells } from '../app.ts'
import { addDays, instantOf } from '../care/calendar.ts'
import { nextMorning } from '../care/morning-hour.ts'
import type { Command } from '../commands/command.ts'
import { digestCommand } from '../commands/digest.ts'
import { importCommand } from '../commands/import.ts'
import type { Deps } from '../deps.ts'
import { KINDS } from '../features/import-rows/forms.ts'
import { syncMembers } from '../features/people/jobs.ts'
import { ensureWorkspace, workspaceById, workspaces } from '../features/people/queries.ts'
import { placeMembers } from '../features/team/queries.ts'
import { membersAt } from '../features/viewers/queries.ts'
import { lookForNewcomers } from '../features/welcome/jobs.ts'
import { ringAll } from '../jobs/bells.ts'
import type { Company } from '../sandbox/company/company.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Workspace } from '../slack/ask.ts'
import { forgetPace } from '../slack/pace.ts'
import type { Clock } from './clock.ts'
import { bringComplaints } from './complaints.ts'
import { hoursUntil } from './hours.ts'

/** The company comes in the way a real one does, and this morning's messages go out. */
export async function firstMorning(
  deps: Deps,
  slack: Sandbox,
  { people, grievances, ...texts }: Company,
): Promise<void> {
  const { id } = await ensureWorkspace(deps.db, slack.teamId, 'Harbour Instruments', deps.now())
  await syncMembers(deps, id)
  for (const { name, role, team } of people)
    await placeMembers(deps.db, id, [slack.person(name).id], { role, team })
  for (const kind of KINDS)
    await command(deps, importCommand, [kind, await fileOf(`${kind}.csv`, texts[kind])])
  await lookForNewcomers.ring(deps)
  await deps.queue.drain(deps)
  await bringComplaints(deps, slack, await workspaceById(deps.db, id), grievances)
  await deps.queue.drain(deps)
  await command(deps, digestCommand, [], { send: true })
}

/** When somebody's next morning comes: today's, where its hour is still ahead. */
export async function nextMorningOf({ db, now }: Deps, person: string): Promise<Date> {
  for (const workspace of await workspaces(db)) {
    const [member] = await membersAt(db, workspace, now(), [person])
    if (!member) continue
    const { date, cal, hour, zone } = member
    const after = [addDays(date, -1), date].map((day) => instantOf(nextMorning(member, day, cal), hour, zone))
    return after.find((at) => at > now()) ?? now()
  }
  throw new Error(`${person} is no member`)
}

/**
 * Everybody gets the mornings that come up to `to`, each at their own hour, as if the app had run: at each hour that
 * matters the clock is put there, every bell rings, and what follows is done. Begins with what is due already.
 */
export async function letMorningsPass(deps: Deps, clock: Clock, to: Date): Promise<void> {
  const passed = [deps.now(), ...(await hoursUntil(deps, to))]
  for (const at of passed) {
    clock.set(at)
    for (const { id } of await workspaces(deps.db)) await forgetPace(deps.db, id)
    await ringAll(deps, bells)
    await deps.queue.drain(deps)
  }
}

async function command(deps: Deps, { name, run }: Command, words: string[], options = {}): Promise<void> {
  const { team_id: team = '' } = await deps.slack.auth.test()
  const workspace = async (): Promise<Workspace> =>
    workspaceById(deps.db, (await ensureWorkspace(deps.db, team, '', deps.now())).id)
  const { failed, lines } = await run({ deps, words, options, workspace, progress: () => {} })
  if (failed) throw new Error(`${name} ${words.join(' ')}: ${failed}\n${lines.join('\n')}`)
}

/** Writes a file into the demo's folder; its path. */
export async function fileOf(name: string, text: string): Promise<string> {
  const folder = path.join('.data', 'demo')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, name), text)
  return path.join(folder, name)
}
