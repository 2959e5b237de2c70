import type { Fields } from '../../src/sandbox/types.ts'
import { hitsOf, type Step, WALK } from './complaint-walk.ts'
import { complaintOf, type Lane, laneCard, type Lanes } from './lanes.ts'
import { hanging, type Traps } from './traps.ts'

/** What is lost where a process is killed. */
export interface Moment {
  /** Lays the trap; the result says whether the process stands in it. */
  lay: (kills: Kills, step: Step, lane: Lane) => Promise<() => Promise<boolean>>
  /** What the person was answered before the kill: yes, nothing though it was done, or nothing since it was not. */
  answered: 'yes' | 'lost' | 'no'
}

export interface Kills extends Lanes {
  traps: Traps
}

/** The next message of a step hangs, and the process with it. */
const message =
  (stored: boolean): Moment['lay'] =>
  async (all, step, lane) => {
    const { fits, standing } = hitsOf(step)
    const before = step.name === WALK[0]?.name ? 0 : standing(all, lane)
    const came = hanging(all, 'chat.postMessage', stored, fits(all, lane))
    return async () => came() && (!stored || standing(all, lane) > before)
  }

const happenings = async ({ db }: Lanes, { account }: Lane): Promise<number> => {
  const rows = await db
    .selectFrom('complaintEvent')
    .innerJoin('complaint', 'complaint.id', 'complaintEvent.complaintId')
    .select('complaintEvent.id')
    .where('accountId', '=', account)
    .execute()
  return rows.length
}

export const MOMENTS = {
  'a message is on its way': { lay: message(false), answered: 'yes' },
  'Slack has the message, and its answer does not come': { lay: message(true), answered: 'yes' },
  'Slack has answered, and the ledger does not know': {
    async lay({ traps }, _, { rep }) {
      await traps.holdMarking(rep.id)
      return async () => (await traps.waiting()).marking > 0
    },
    answered: 'yes',
  },
  'the card is being changed, or a manager told': {
    async lay(all, { tells, name }, lane) {
      const isFirst = name === WALK[0]?.name
      const card = isFirst ? undefined : laneCard(all, lane)
      const fits =
        tells?.(lane) ?? (({ ts, channel }: Fields) => (card ? ts === card.ts : channel === lane.channel.id))
      const isPost = tells !== undefined || card === undefined
      // A change that Slack has not made is the one that could be lost.
      const came = hanging(all, isPost ? 'chat.postMessage' : 'chat.update', isPost, fits)
      return async () => came()
    },
    answered: 'yes',
  },
  'it is written, its answer is lost, and nothing is said': {
    async lay(all, _, lane) {
      const before = await happenings(all, lane)
      await all.traps.holdEntering(lane.rep.id)
      all.slack.faults.next('interactive', { kind: 'unheard' }, 1, (about) => isBy(about, lane))
      return async () => (await happenings(all, lane)) > before
    },
    answered: 'lost',
  },
  'it is not yet written': {
    async lay({ traps }, _, { account }) {
      await traps.holdAccount(account)
      return async () => (await traps.waiting()).account > 0
    },
    answered: 'no',
  },
  'nobody is there when it is sent, or of a clock: the queue does not know that it was seen': {
    async lay(all, { send }, lane) {
      if (send) return async () => true
      await all.traps.holdLooked((await complaintOf(all, lane)).id)
      return async () => (await all.traps.waiting()).looked > 0
    },
    answered: 'no',
  },
} as const satisfies Record<string, Moment>

const isBy = (about: Fields, { rep, manager }: Lane): boolean =>
  [rep, manager].some(({ id }) => JSON.stringify(about).includes(`"${id}"`))

export type MomentName = keyof typeof MOMENTS
export const MOMENT_NAMES = Object.keys(MOMENTS) as MomentName[]

/** Sent only when the process is gone. */
export const NOBODY = MOMENT_NAMES.at(-1)

/** The moments of a step; a clock runs out without anybody who could be left without an answer. */
export const momentsOf = ({ send }: Step): MomentName[] =>
  MOMENT_NAMES.filter((name) => send || name === NOBODY || MOMENTS[name].answered === 'yes')
