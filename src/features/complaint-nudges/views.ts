import { actsOf, type Clock, MEETS } from '../../care/complaint.ts'
import { clockState } from '../../care/complaint-clocks.ts'
import { actions, button, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { mention, moment, verbatim } from '../../slack/text.ts'
import type { CardReader } from '../complaint-card/views.ts'
import type { Complaint } from '../complaints/queries.ts'

/** As much of a nudge as its message says. */
export interface Nudged {
  kind: 'warn' | 'breach' | 'wait'
  clock: Clock
  round: number
  rung: 'owner' | 'manager' | 'admin'
  /** It stands in Slack already. */
  posted: boolean
}

/**
 * What somebody is told of a clock: that it runs out or did, with a button for what it asks; once that is done, that it
 * is. Nothing where it was done before anybody was told.
 */
export function nudgeMessage(nudge: Nudged, complaint: Complaint, reader: CardReader): Said | null {
  const { t, ...words } = reader.words
  const clock = complaint.clocks.find((one) => one.clock === nudge.clock && one.round === nudge.round)
  if (!clock) return null
  const state = clockState(clock, reader.now)
  const isDone = clock.metAt !== null || clock.voidAt !== null
  const stands = nudge.clock === 'solution' && complaint.waitingSince !== null
  const isOver = isDone || (nudge.kind === 'wait' ? !stands : clock.dueAt === null)
  if (isOver && !nudge.posted) return null
  const at = (instant: Date | null): string =>
    instant ? moment(instant, words.moment(instant, reader.zone)) : ''
  const values = {
    account: verbatim(complaint.account, 150),
    clock: t(`complaints.clocks.${nudge.clock}`),
    due: at(clock.dueAt),
    met: at(clock.metAt),
    since: at(complaint.waitingSince),
    who: complaint.ownerId ? mention(complaint.ownerId) : t('complaints.ownedByNobody'),
  }
  if (isOver) {
    const text = t(`nudges.${overAs(nudge, clock)}`, values)
    return { text, blocks: [section(text)] }
  }
  const late = state === 'breached' || nudge.kind === 'breach'
  const text = [
    nudge.kind === 'wait'
      ? t('nudges.wait', values)
      : t(late ? `nudges.breach.${nudge.clock}` : `nudges.warn.${nudge.clock}`, values),
    ...(nudge.rung === 'owner' ? [] : [t('nudges.owner', values)]),
  ].join('\n')
  return {
    text,
    blocks: [section(`${text}\n${verbatim(complaint.facts, 200)}`), buttons(nudge, complaint, reader)],
  }
}

/** How a message says that it asks for nothing any more. */
function overAs({ kind }: Nudged, { metAt, voidAt }: Complaint['clocks'][number]) {
  if (metAt) return 'met'
  if (voidAt) return 'over'
  return kind === 'wait' ? 'back' : 'stands'
}

function buttons({ clock, kind }: Nudged, complaint: Complaint, { words: { t } }: CardReader) {
  const act = kind === 'wait' ? 'resume' : MEETS[clock]
  const id = String(complaint.id)
  const can = actsOf({
    ...complaint,
    waiting: complaint.waitingSince !== null,
    solved: complaint.solution !== undefined,
  }).includes(act)
  return actions(
    `nudge-${id}-${clock}`,
    ...(can ? [button(`complaints.${act}`, t(`complaints.acts.${act}`), id, { style: 'primary' })] : []),
    button('complaints.show-card', t('complaints.show'), id),
  )
}
