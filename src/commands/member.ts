import { type Day, day } from '../care/calendar.ts'
import { syncMembers } from '../features/people/jobs.ts'
import { keepHabits, memberCard, type Place, placeMembers } from '../features/team/queries.ts'
import { type Call, type Command, Refusal } from './command.ts'

export const memberCommand: Command = {
  name: 'member',
  usage: 'U… [--role rep|manager|admin] [--team NAME] [--leave FROM..TO --stand-in U…]',
  about: 'Shows or changes a member.',
  values: ['role', 'team', 'leave', 'stand-in'],
  async run(call) {
    const [id] = call.words
    if (!id) throw new Refusal('Say which member: npm run tend -- member U…')
    const { deps } = call
    const { id: workspace } = await call.workspace()
    if (deps.config.SLACK_BOT_TOKEN) await syncMembers(deps, workspace)
    if (!(await memberCard(deps.db, workspace, id))) throw new Refusal(`There is no member ${id} here.`)
    await deps.db.transaction().execute(async (trx) => {
      await placeMembers(trx, workspace, [id], placeOf(call))
      const leave = leaveOf(call)
      if (leave) await keepHabits(trx, workspace, id, leave)
    })
    const member = await memberCard(deps.db, workspace, id)
    if (!member) throw new Refusal(`There is no member ${id} here.`)
    const { name, role, team, zone, locale, hour, workingDays, leaveFrom, leaveTo, standInId } = member
    const leave = leaveFrom && { from: leaveFrom, to: leaveTo, standIn: standInId }
    const json = { id, name, role, team, zone, locale, hour, workingDays, leave }
    return { json, lines: Object.entries(json).map(([key, value]) => `${key.padEnd(12)} ${shown(value)}`) }
  },
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

function placeOf({ options }: Call): Place {
  const { role, team } = options
  if (role !== undefined && role !== 'rep' && role !== 'manager' && role !== 'admin')
    throw new Refusal('A role is rep, manager or admin.')
  return { ...(role && { role }), ...(typeof team === 'string' && { team: team || null }) }
}

function leaveOf({ options }: Call): { leaveFrom: Day; leaveTo: Day; standInId: string | null } | undefined {
  const { leave } = options
  const standIn = options['stand-in']
  if (leave === undefined && standIn === undefined) return undefined
  const [from, to] = String(leave ?? '').split('..')
  if (!from || !to)
    throw new Refusal('A leave is written 2026-08-03..2026-08-14, with the stand-in beside it.')
  const [leaveFrom, leaveTo] = [dayOf(from), dayOf(to)]
  if (leaveTo < leaveFrom) throw new Refusal('The last day of the leave is before its first.')
  return { leaveFrom, leaveTo, standInId: typeof standIn === 'string' ? standIn : null }
}

function dayOf(text: string): Day {
  try {
    return day(text)
  } catch {
    throw new Refusal(`“${text}” is not a date; write it like 2026-08-03.`)
  }
}
