import type { Given } from '../../src/sandbox/elements.ts'
import type { Answer, Fields, Message, Person } from '../../src/sandbox/types.ts'
import { complaints as words } from '../../src/words/en/complaints.ts'
import { seconds } from './complaints.ts'
import { type Lane, laneCard, type Lanes, withBlock } from './lanes.ts'

/** A step of a complaint’s way: what somebody does, and what it leaves behind. */
export interface Step {
  name: string
  /** Of Monday, when the next process starts after the kill. */
  until: string
  /** Opens a modal, if it needs one. */
  open?: (all: Lanes, lane: Lane) => Promise<unknown>
  /** Does it; absent: the clock does, while no process is up. */
  send?: (all: Lanes, lane: Lane) => Promise<Answer>
  /** The events it leaves, and what stands in the thread for each. */
  events: readonly string[]
  said: (lane: Lane) => string[]
  /** The message to the rep that is hit on its way, and how many of its kind there are: the next in the thread unless it says otherwise. */
  hits?: Hits
  /** The message to the manager, where there is one. */
  tells?: (lane: Lane) => (call: Fields) => boolean
}

interface Hits {
  fits: (all: Lanes, lane: Lane) => (call: Fields) => boolean
  standing: (all: Lanes, lane: Lane) => number
}

const has = (call: Fields, text: string): boolean => JSON.stringify(call).includes(text)

/** A message straight to somebody with a block of this name, about the customer of the lane. */
const told =
  (who: 'rep' | 'manager', block: string) =>
  (lane: Lane) =>
  (call: Fields): boolean =>
    [lane[who].id, lane.direct[who]].includes(String(call['channel'])) &&
    has(call, block) &&
    has(call, lane.customer)

const inThread: Hits = {
  fits: (all, lane) => (call) => call['thread_ts'] === laneCard(all, lane).ts,
  standing: (all, lane) => all.slack.thread(laneCard(all, lane)).length,
}
const toRep = (block: string): Hits => ({
  fits: (_, lane) => told('rep', block)(lane),
  standing: (all, { rep }) => withBlock(all, rep, block).length,
})
export const hitsOf = ({ hits = inThread }: Step): Hits => hits

const press = (act: string) => (all: Lanes, lane: Lane) =>
  all.slack.press(lane.rep, laneCard(all, lane), `complaints.${act}`)

const modal = ({ slack }: Lanes, person: Person) => {
  const view = slack.views(person).at(-1)
  if (!view) throw new Error(`${person.name} has no modal open`)
  return view
}
const submit =
  (values: Record<string, Given>, who: 'rep' | 'manager' = 'rep') =>
  (all: Lanes, lane: Lane) =>
    all.slack.submit(lane[who], modal(all, lane[who]), values)

/** A modal that stayed open from the step before is gone on with. */
const duties = (all: Lanes, lane: Lane) =>
  all.slack.views(lane.rep).length > 0 ? Promise.resolve() : press('duties')(all, lane)

const question = (all: Lanes, { manager }: Lane): Message => {
  const [asked] = withBlock(all, manager, 'approval-')
  if (!asked) throw new Error(`${manager.name} was asked nothing`)
  return asked
}

const solution = { words: 'A new pair', byOn: '2026-03-10' }
const duty = (key: keyof typeof words.duties, until: string, values: Record<string, Given>): Step => ({
  name: key,
  until,
  open: duties,
  send: submit(values),
  events: ['duty'],
  said: ({ rep }) => [`${rep.name} wrote down: ${words.duties[key]}.`],
})

/** A complaint’s way from its intake to its review, and open again. */
export const WALK: readonly Step[] = [
  {
    name: 'open',
    until: '09:02',
    open: ({ slack }, { rep, customer }) => slack.command(rep, '/complaint', customer),
    send: submit({ facts: 'Broken scales', complex: ['yes'], received: seconds('2026-03-02T08:50:00Z') }),
    events: ['open'],
    said: () => [],
    hits: toRep('complaint-'),
  },
  {
    name: 'answer',
    until: '09:10',
    send: press('answer'),
    events: ['answer'],
    said: ({ rep }) => [`${rep.name} answered the customer.`],
  },
  {
    name: 'wait',
    until: '09:30',
    send: press('wait'),
    events: ['wait'],
    said: ({ rep }) => [`${rep.name}: we wait for the customer; the clock of the solution stands.`],
  },
  {
    name: 'resume',
    until: '09:40',
    send: press('resume'),
    events: ['resume'],
    said: ({ rep }) => [`${rep.name}: the customer is back; the clock of the solution runs on.`],
  },
  {
    name: 'the clock of the talk runs out',
    until: '12:55',
    events: ['breach'],
    said: () => ['A clock ran out: Speak with them.'],
    hits: toRep('nudge-'),
    tells: told('manager', 'nudge-'),
  },
  {
    name: 'speak',
    until: '13:00',
    send: press('speak'),
    events: ['speak'],
    said: ({ rep }) => [`${rep.name} spoke with the customer.`],
  },
  duty('apologise', '13:05', { apologise: 'We are sorry for the broken scales' }),
  duty('explain', '13:10', { explain: 'They were packed without foam' }),
  duty('act', '13:15', { act: 'We pack with foam', byOn: '2026-03-05' }),
  {
    ...duty('compensate', '13:20', { remedy: 'refund', compensate: 'Their money back', amount: '500.01' }),
    tells: told('manager', 'approval-'),
  },
  {
    name: 'approve',
    until: '13:25',
    open: (all, lane) => all.slack.press(lane.manager, question(all, lane), 'complaints.approve'),
    send: submit({ words: 'Go ahead' }, 'manager'),
    events: ['approve'],
    said: ({ manager }) => [`${manager.name} approved the compensation.\n“Go ahead”`],
  },
  {
    name: 'solve',
    until: '13:30',
    open: press('solve'),
    send: submit(solution),
    events: ['solve'],
    said: ({ rep }) => [`${rep.name} gave the customer a solution.`],
  },
  {
    name: 'verdict: not satisfied',
    until: '13:35',
    open: press('verdict'),
    send: submit({ solved: 'no', satisfaction: '2' }),
    tells: told('manager', 'reopened'),
    events: ['verdict', 'reopen'],
    said: ({ rep }) => [
      `${rep.name} heard the customer’s verdict: not solved, satisfaction 2 of 5.`,
      `${rep.name} opened it again.`,
    ],
  },
  {
    name: 'solve again',
    until: '13:40',
    open: press('solve'),
    send: submit(solution),
    events: ['solve'],
    said: ({ rep }) => [`${rep.name} gave the customer a solution.`],
  },
  {
    name: 'verdict: satisfied',
    until: '13:45',
    open: press('verdict'),
    send: submit({ solved: 'yes', satisfaction: '5' }),
    events: ['verdict', 'close'],
    said: ({ rep }) => [
      `${rep.name} heard the customer’s verdict: solved, satisfaction 5 of 5.`,
      `${rep.name} closed this complaint.`,
    ],
  },
  {
    name: 'review',
    until: '13:50',
    open: press('review'),
    send: submit({ rootCause: 'delivery', improvement: 'Foam', toldOn: '2026-03-02' }),
    events: ['review'],
    said: ({ rep }) => [`${rep.name} wrote the review.`],
  },
  {
    name: 'reopen',
    until: '13:55',
    send: press('reopen'),
    tells: told('manager', 'reopened'),
    events: ['reopen'],
    said: ({ rep }) => [`${rep.name} opened it again.`],
  },
]
