import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { dayIn, instantOf } from '../care/calendar.ts'
import { nextMorning } from '../care/morning-hour.ts'
import type { Command } from '../commands/command.ts'
import { digestCommand } from '../commands/digest.ts'
import { importCommand } from '../commands/import.ts'
import type { Deps } from '../deps.ts'
import { KINDS } from '../features/import-rows/forms.ts'
import { syncMembers } from '../features/people/jobs.ts'
import { ensureWorkspace, workspaceById } from '../features/people/queries.ts'
import { memberCard, placeMembers } from '../features/team/queries.ts'
import { viewers } from '../features/viewers/queries.ts'
import { lookForNewcomers } from '../features/welcome/jobs.ts'
import type { Company } from '../sandbox/company/company.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Workspace } from '../slack/ask.ts'

/** The company comes in the way a real one does, and this morning's messages go out. */
export async function firstMorning(deps: Deps, slack: Sandbox, { people, ...texts }: Company): Promise<void> {
  const { id } = await ensureWorkspace(deps.db, slack.teamId, 'Harbour Instruments', deps.now())
  await syncMembers(deps, id)
  for (const { name, role, team } of people)
    await placeMembers(deps.db, id, [slack.person(name).id], { role, team })
  for (const kind of KINDS)
    await command(deps, importCommand, [kind, await fileOf(`${kind}.csv`, texts[kind])])
  await lookForNewcomers.ring(deps)
  await deps.queue.drain(deps)
  await command(deps, digestCommand, [], { send: true })
}

/** When somebody's next morning message comes. */
export async function nextMorningOf(deps: Deps, slack: Sandbox, person: string): Promise<Date> {
  const workspace = await ensureWorkspace(deps.db, slack.teamId, '', deps.now())
  const found = (await mornings(deps, workspace)).find(({ rep }) => rep === person)
  const member = found ? undefined : await memberCard(deps.db, workspace.id, person)
  if (found) return found.at
  const tomorrow = dayIn(member?.zone ?? 'UTC', new Date(deps.now().getTime() + 86_400_000))
  return instantOf(tomorrow, member?.hour ?? '08:30', member?.zone ?? 'UTC')
}

/** Everybody gets the mornings that come until `to`, each at their own hour. */
export async function letMorningsPass(deps: Deps, slack: Sandbox, to: Date): Promise<void> {
  const workspace = await ensureWorkspace(deps.db, slack.teamId, '', deps.now())
  const passed = (await mornings(deps, workspace)).filter(({ at }) => at < to)
  for (const { rep, at } of passed.toSorted((a, b) => a.at.getTime() - b.at.getTime()))
    await command({ ...deps, now: () => at }, digestCommand, [], { send: true, rep })
}

/** The next morning of each who gets messages. */
async function mornings(deps: Deps, workspace: Workspace): Promise<{ rep: string; at: Date }[]> {
  const readers = await viewers(deps.db, workspace, deps.now())
  const found = readers.map(async (viewer) => {
    const hour = (await memberCard(deps.db, workspace.id, viewer.id))?.hour ?? '08:30'
    return { rep: viewer.id, at: instantOf(nextMorning(viewer, viewer.date, viewer.cal), hour, viewer.zone) }
  })
  return Promise.all(found)
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
