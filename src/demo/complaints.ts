import { addDays, dayIn } from '../care/calendar.ts'
import { FOUR_DUTIES } from '../care/complaint.ts'
import { decimalsOf } from '../care/money.ts'
import type { Db } from '../db/database.ts'
import type { Deps } from '../deps.ts'
import { answerCustomer, giveSolution } from '../features/complaint-acts/queries.ts'
import { keepDuty } from '../features/complaint-duties/queries.ts'
import { openComplaint } from '../features/complaint-intake/queries.ts'
import { reader } from '../features/people/queries.ts'
import type { Grievance } from '../sandbox/company/grievances.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Workspace } from '../slack/ask.ts'

const MINUTE = 60_000
const CHANNEL = 'customer-care'

/** Complaints come in, and what was done about them, each act at its own time; their cards stand before the morning does. */
export async function bringComplaints(
  { db, queue, now }: Deps,
  slack: Sandbox,
  workspace: Workspace,
  grievances: readonly Grievance[],
): Promise<void> {
  const complaintChannel = slack.channel(CHANNEL).id
  await db.updateTable('workspace').set({ complaintChannel }).where('id', '=', workspace.id).execute()
  for (const grievance of grievances) {
    const before = (minutes: number): Date => new Date(now().getTime() - minutes * MINUTE)
    const about = { workspace, member: slack.person(grievance.by).id, before }
    await db.transaction().execute(async (trx) => {
      const { id: complaint, accountId } = await openedBy(trx, about, grievance)
      await mended(trx, about, complaint, grievance)
      await queue.send(trx, 'complaints.show', { workspace: workspace.id, complaint })
      await queue.send(trx, 'cadence.plan', { workspace: workspace.id, accounts: [accountId] })
    })
  }
}

interface About {
  workspace: Workspace
  member: string
  /** The instant so many minutes before the morning. */
  before: (minutes: number) => Date
}

/** Whoever works on it, at that time. */
async function at(trx: Db, { workspace, member, before }: About, minutes: number) {
  const who = await reader(trx, workspace.id, member)
  if (!who) throw new Error(`${member} is no member`)
  const now = before(minutes)
  return { workspace, reader: who, now, today: dayIn(who.zone, now) }
}

async function openedBy(trx: Db, about: About, { customer, received, taken, ...told }: Grievance) {
  const { id } = await trx
    .selectFrom('account')
    .select('id')
    .where('workspaceId', '=', about.workspace.id)
    .where('externalId', '=', customer)
    .executeTakeFirstOrThrow()
  const { facts, feelings, needs } = told
  return openComplaint(trx, await at(trx, about, taken), {
    account: id,
    channel: 'call',
    received: about.before(received),
    facts,
    feelings,
    needs,
    complex: false,
    severity: 'normal',
  })
}

async function mended(trx: Db, about: About, complaint: number, { mended: done }: Grievance): Promise<void> {
  if (!done) return
  await answerCustomer(trx, await at(trx, about, done.answered), complaint)
  const by = await at(trx, about, done.solved)
  const byOn = addDays(by.today, done.within)
  for (const duty of FOUR_DUTIES) {
    const isAct = duty === 'act'
    const isGift = duty === 'compensate'
    await keepDuty(
      trx,
      by,
      { complaint, round: 1, duty },
      {
        words: done[duty],
        whoId: isAct ? about.member : null,
        byOn: isAct ? byOn : null,
        remedy: isGift ? 'service' : null,
        amount: isGift ? done.amount * 10 ** decimalsOf(about.workspace.currency) : null,
      },
    )
  }
  await giveSolution(trx, by, complaint, { words: done.solution, byOn })
}
