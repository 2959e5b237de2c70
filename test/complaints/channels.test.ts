import { expect, test } from 'vitest'
import { doctorCommand } from '../../src/commands/doctor.ts'
import { usual } from '../../src/sandbox/usual.ts'
import type { Channel } from '../../src/sandbox/types.ts'
import {
  complain,
  type Complaining,
  modalOf,
  press,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

const channels = [
  { name: 'sales', hasApp: true },
  { name: 'north-care', hasApp: true, isPrivate: true },
  { name: 'lobby' },
  { name: 'secret', isPrivate: true },
]

/** An admin has opened where complaints are shown; there is a team North, of Chen. */
async function choosing() {
  const tend = await startComplaining({ sandbox: { channels } })
  const { id } = await tend.workspace()
  const north = await tend.db
    .insertInto('team')
    .values({ workspaceId: id, name: 'North' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tend.db.updateTable('member').set({ teamId: north.id }).where('id', '=', tend.chen.id).execute()
  await tend.slack.command(tend.ada, '/tend', 'team')
  await tend.slack.press(tend.ada, modalOf(tend, tend.ada), 'complaint-channels.open')
  return { ...tend, north: `team-${north.id}` }
}

async function doctor({ deps, workspace }: Complaining) {
  const call = { deps, words: [], options: {}, workspace, progress: () => {} }
  const checks = (await doctorCommand.run(call)).json as { check: string; ok: boolean; message: string }[]
  return checks.find(({ check }) => check === 'channels')
}

test('an admin says in which channels complaints are shown, and open ones come there', async () => {
  const tend = await choosing()
  const { slack, ada, chen, north } = tend
  const { id } = await tend.workspace()
  await tend.db.updateTable('account').set({ ownerId: chen.id }).where('workspaceId', '=', id).execute()
  await slack.command(chen, '/complaint', 'Acme')
  await slack.submit(chen, modalOf(tend, chen), { facts: '到货破损' })
  await tend.settle()
  expect(await doctor(tend)).toMatchObject({ ok: true, message: 'none chosen' })
  const chosen = { workspace: slack.channel('sales').id, [north]: slack.channel('north-care').id }
  await slack.submit(ada, modalOf(tend, ada), chosen)
  await tend.settle()
  expect(textOf(slack.messages(slack.channel('north-care'))[0] ?? {})).toContain('到货破损')
  expect(slack.messages(slack.channel('sales'))).toEqual([])
  expect(await doctor(tend)).toMatchObject({ ok: true, message: 'in all 2' })
})

test('a channel that Tend is not in is refused under its field with what to do, and nothing is kept', async () => {
  const tend = await choosing()
  const { slack, ada, north } = tend
  const chosen = { workspace: slack.channel('lobby').id, [north]: slack.channel('secret').id }
  const answer = await slack.submit(ada, modalOf(tend, ada), chosen)
  const invite = expect.stringContaining('/invite @Tend') as string
  expect(answer).toMatchObject({ body: { errors: { workspace: invite, [north]: invite } } })
  const [kept] = await tend.db.selectFrom('workspace').select('complaintChannel').execute()
  expect(kept).toEqual({ complaintChannel: null })
  await tend.db
    .updateTable('workspace')
    .set({ complaintChannel: slack.channel('lobby').id })
    .execute()
  const check = await doctor(tend)
  expect(check?.ok).toBe(false)
  expect(check?.message).toContain(`not in ${slack.channel('lobby').id}; type /invite @Tend there`)
})

/** Lobby is to show complaints, and Tend is not in it. */
async function shutOut() {
  const tend = await startComplaining({ sandbox: { channels } })
  const lobby = tend.slack.channel('lobby')
  await tend.db.updateTable('workspace').set({ complaintChannel: lobby.id }).execute()
  await complain(tend)
  await press(tend, 'answer')
  expect(tend.slack.messages(lobby)).toEqual([])
  return { ...tend, lobby }
}

const shown = ({ slack }: Complaining, channel: Channel): string[] => slack.messages(channel).map(textOf)

test('once Tend is invited to the channel the open complaints stand there, once each, as they are', async () => {
  const tend = await shutOut()
  const { slack, ada, lobby } = tend
  await slack.invite(ada, lobby)
  await tend.settle()
  expect(shown(tend, lobby)).toEqual([expect.stringContaining('✓ Answer')])
  const [card] = slack.messages(lobby)
  if (!card) throw new Error('there is no card')
  expect(threadOf(tend, card)).toEqual([])
  await slack.event({ type: 'member_joined_channel', user: slack.botUserId, channel: lobby.id })
  await press(tend, 'wait')
  expect(shown(tend, lobby)).toHaveLength(1)
  expect(threadOf(tend, card)).toEqual([expect.stringContaining('we wait for the customer')])
  // Put out and invited anew, it makes up for what it missed.
  lobby.hasApp = false
  await press(tend, 'resume')
  await slack.invite(ada, lobby)
  await tend.settle()
  expect(threadOf(tend, card)).toHaveLength(2)
  expect(shown(tend, lobby)).toEqual([expect.not.stringContaining('we wait for the customer')])
})

test('whoever else comes into a channel is nobody’s concern, and a channel chosen again is tried again', async () => {
  const tend = await shutOut()
  const { slack, ada, lobby } = tend
  const guest = { type: 'member_joined_channel', user: 'U0STRANGER', channel: lobby.id }
  expect(await slack.event(guest)).toMatchObject({ status: 200 })
  await tend.settle()
  expect(shown(tend, lobby)).toEqual([])
  lobby.hasApp = true
  await slack.command(ada, '/tend', 'settings')
  await slack.press(ada, modalOf(tend, ada), 'complaint-channels.open')
  await slack.submit(ada, modalOf(tend, ada), { workspace: lobby.id })
  await tend.settle()
  expect(shown(tend, lobby)).toEqual([expect.stringContaining('✓ Answer')])
})

test('without the scope to look an admin is told to install the app again', async () => {
  const scopes = usual.scopes.filter((scope) => scope !== 'channels:read')
  const tend = await startComplaining({ sandbox: { channels, scopes } })
  const { slack, ada } = tend
  await slack.command(ada, '/tend', 'settings')
  await slack.press(ada, modalOf(tend, ada), 'complaint-channels.open')
  const answer = await slack.submit(ada, modalOf(tend, ada), { workspace: slack.channel('sales').id })
  const again = expect.stringContaining('Install the app again') as string
  expect(answer).toMatchObject({ body: { errors: { workspace: again } } })
})

test('nobody but admins is shown the channels', async () => {
  const tend = await startComplaining()
  await tend.slack.command(tend.ben, '/tend', 'settings')
  expect(textOf(modalOf(tend, tend.ben))).not.toContain('complaint-channels.open')
})

test('a log of a customer with a complaint says that it is still to be answered, with the button that does', async () => {
  const tend = await startComplaining()
  const { slack, ben } = tend
  await complain(tend)
  await slack.command(ben, '/log-call', 'Acme: no answer')
  const tried = slack.ephemerals(ben).at(-1)
  expect(textOf(tried ?? {})).toContain('still to be answered, by <!date^1772445600')
  expect(textOf(tried ?? {})).not.toContain('complaints.answer')
  await slack.command(ben, '/log-call', 'Acme: said sorry')
  const logged = slack.ephemerals(ben).at(-1)
  if (!logged) throw new Error('nothing was said')
  await slack.press(ben, logged, 'complaints.answer')
  await tend.settle()
  const [clock] = await tend.db.selectFrom('complaintClock').select(['clock', 'metBy']).execute()
  expect(clock).toEqual({ clock: 'respond', metBy: ben.id })
  // The answer to the log keeps its Undo.
  await slack.until(() => slack.ephemerals(ben).some((said) => textOf(said).includes('complaint-')))
  expect(slack.ephemerals(ben).some((said) => textOf(said).includes('still to be answered'))).toBe(true)
  await slack.command(ben, '/log-call', 'Acme: all well')
  expect(textOf(slack.ephemerals(ben).at(-1) ?? {})).not.toContain('to be answered')
})

test('the Home says how many complaints wait for its reader', async () => {
  const tend = await startComplaining()
  await complain(tend)
  await tend.slack.openHome(tend.ben)
  const home = await tend.slack.until(() => tend.slack.home(tend.ben))
  expect(textOf(home)).toContain('You work on 1 complaint.* The next clock runs out <!date^1772445600')
})
