import type { Person, View } from '../../src/sandbox/types.ts'
import type { Given } from '../../src/sandbox/elements.ts'
import type { Message } from '../../src/sandbox/types.ts'
import { addAccounts } from './customers.ts'
import { startTend, type Tend } from './tend.ts'

export type Complaining = Tend & { acme: number; ben: Person; dana: Person; chen: Person; ada: Person }

/** Ben, in London, has a customer Acme; it is Monday 2 March 2026, 09:00. Dana manages him. */
export async function startComplaining(options: Parameters<typeof startTend>[0] = {}): Promise<Complaining> {
  const tend = await startTend(options)
  const [ada, ben, chen, dana] = ['ada', 'ben', 'chen', 'dana'].map((name) => tend.slack.person(name))
  if (!ada || !ben || !chen || !dana) throw new Error('somebody is missing')
  await tend.db.updateTable('member').set({ role: 'manager' }).where('id', '=', dana.id).execute()
  const { id } = await tend.workspace()
  const [acme = 0] = await addAccounts(tend.db, id, [{ name: 'Acme', ownerId: ben.id }])
  await tend.db
    .insertInto('accountStats')
    .values({ workspaceId: id, accountId: acme, replan: false })
    .execute()
  return { ...tend, acme, ada, ben, chen, dana }
}

/** The modal that a person has open. */
export function modalOf({ slack }: Tend, person: Person): View {
  const view = slack.views(person).at(-1)
  if (!view) throw new Error(`${person.name} has no modal open`)
  return view
}

/** Opens a complaint of Acme by its modal, as a person who types. */
export async function complain(
  tend: Complaining,
  fields: Record<string, Given> = {},
  person = tend.ben,
): Promise<void> {
  await tend.slack.command(person, '/complaint', 'Acme')
  const facts = 'The scales arrived broken'
  await tend.slack.submit(person, modalOf(tend, person), { facts, ...fields })
  await tend.settle()
}

/** The text of a message or a modal, whatever its blocks are. */
export const textOf = ({ blocks }: { blocks?: unknown }): string => JSON.stringify(blocks ?? [])

/** The card of a complaint in somebody’s direct message; the newest. */
export function cardOf({ slack }: Tend, person: Person): Message {
  const card = slack
    .messages(person)
    .findLast(({ blocks, to }) => !to && textOf({ blocks }).includes('complaint-'))
  if (!card) throw new Error(`${person.name} has no card`)
  return card
}

/** What stands in the thread of a card, as text. */
export const threadOf = ({ slack }: Tend, card: Message): string[] =>
  slack
    .thread(card)
    .slice(1)
    .map(({ text }) => text)

/** Presses a button of somebody’s card, and lets everything follow. */
export async function press(tend: Complaining, act: string, person = tend.ben) {
  const answer = await tend.slack.press(person, cardOf(tend, person), `complaints.${act}`)
  await tend.settle()
  return answer
}

/** Gives the customer a solution by the card’s modal. */
export async function solve(tend: Complaining, person = tend.ben): Promise<void> {
  await press(tend, 'solve', person)
  const solution = { words: 'A new pair', byOn: '2026-12-01' }
  await tend.slack.submit(person, modalOf(tend, person), solution)
  await tend.settle()
}

/** Opens a modal from somebody’s card and sends it; what Slack is answered. */
export async function send(tend: Complaining, act: string, values: Record<string, Given>, person = tend.ben) {
  await tend.slack.press(person, cardOf(tend, person), `complaints.${act}`)
  const answer = await tend.slack.submit(person, modalOf(tend, person), values)
  await tend.settle()
  return answer
}

/** An hour as Slack's pickers hand it over. */
export const seconds = (instant: string): number => Date.parse(instant) / 1000

/** Fills in the modal that a person has open, sends it off, and lets everything follow. */
export async function fillIn(tend: Tend, person: Person, fields: Record<string, Given>) {
  const answer = await tend.slack.submit(person, modalOf(tend, person), fields)
  await tend.settle()
  return answer
}

/** What a manager was asked about a compensation; the newest. */
export function questionOf({ slack }: Tend, person: Person): Message {
  const question = slack
    .messages(person)
    .findLast(({ blocks, to }) => !to && textOf({ blocks }).includes('approval-'))
  if (!question) throw new Error(`${person.name} was asked nothing`)
  return question
}

/** The four duties, done by button and modal up to the one named. */
export async function doDuties(
  tend: Complaining,
  until: 'act' | 'compensate',
  person = tend.ben,
): Promise<void> {
  await press(tend, 'duties', person)
  await fillIn(tend, person, { apologise: 'We are sorry for the broken scales' })
  await fillIn(tend, person, { explain: 'They were packed without foam' })
  if (until === 'compensate') await fillIn(tend, person, { act: 'We pack with foam', byOn: '2026-03-05' })
}
