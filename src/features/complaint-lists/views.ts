import type { KnownBlock, SectionBlock } from '@slack/types'
import { CLOCKS, type ListOfComplaints } from '../../care/complaint.ts'
import { actions, button, context, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { moment, verbatim, verbatimWithin } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { type CardReader, stateText } from '../complaint-card/views.ts'
import type { Attained, complaintsAt, ComplaintList, Listed } from './queries.ts'

/** The complaints of a list, each with its card; `namesake`: a customer who is called as the list is. */
export function complaintListAnswer(
  { list, page, attained }: ComplaintList,
  reader: CardReader,
  namesake?: { id: number; name: string },
): Said {
  const { t } = reader.words
  const { rows, total } = page
  const text = total === 0 ? t(`complaintLists.none.${list}`) : t(`complaintLists.${list}`, { count: total })
  const open =
    namesake &&
    button(
      'complaints.open-for',
      t('complaintLists.openFor', { account: namesake.name }),
      String(namesake.id),
    )
  return {
    text,
    blocks: stack(
      section(`*${text}*`),
      ...rows.map((row) => rowBlock(row, reader)),
      pages(list, page, reader.words),
      ...(attained ? attainmentBlocks(attained, reader.words) : []),
      open ? actions('namesake', open) : null,
    ),
  }
}

const NAME_UNITS = 110
const FACT_UNITS = 160
const OWNER_UNITS = 60

function rowBlock(row: Listed, reader: CardReader): SectionBlock {
  const { t } = reader.words
  const owner = row.owner ? verbatimWithin(row.owner, OWNER_UNITS) : t('complaints.ownedByNobody')
  const name = t('complaintLists.name', { account: verbatimWithin(row.account, NAME_UNITS) })
  const facts = verbatimWithin(row.facts, FACT_UNITS)
  const text = [`${name} · ${standingText(row, reader)} · ${owner}`, facts].join('\n')
  const accessory = button('complaints.show-card', t('complaints.show'), String(row.id))
  return { ...section(text), block_id: `listed-${row.id}`, accessory }
}

/** How it stands, of what severity, and which clock runs out next. */
function standingText(row: Listed, reader: CardReader): string {
  const { t } = reader.words
  const severe = t('clockRows.severity', { severity: t(`complaints.severities.${row.severity}`) })
  return [stateText(row, reader.words), severe, ...clockText(row, reader)].join(' · ')
}

function clockText({ clock, dueAt }: Listed, { words, zone, now }: CardReader): string[] {
  if (!clock) return []
  const state = dueAt === null ? 'stopped' : dueAt < now ? 'breached' : 'running'
  return [
    words.t(`complaints.clockStates.${state}`, {
      clock: words.t(`complaints.clocks.${clock}`),
      due: dueAt ? moment(dueAt, words.moment(dueAt, zone)) : '',
    }),
  ]
}

function pages(
  list: ListOfComplaints,
  { page, more }: ComplaintList['page'],
  { t }: Words,
): KnownBlock | null {
  const to = (at: number): string => `${list}.${at}`
  const back = page > 0 && button('complaints.list-back', t('digest.back'), to(page - 1))
  const on = more > 0 && button('complaints.list-more', t('digest.more', { count: more }), to(page + 1))
  const buttons = [back, on].filter((element) => !!element)
  return buttons.length > 0 ? actions('pages', ...buttons) : null
}

/** Each clock with its share and n (care-rules §13). */
function attainmentBlocks(attained: readonly Attained[], words: Words): KnownBlock[] {
  const { t } = words
  const lines = CLOCKS.map((clock) => {
    const { met30 = 0, ran30 = 0, met90 = 0, ran90 = 0 } = attained.find((one) => one.clock === clock) ?? {}
    return t('complaintLists.attained', {
      clock: t(`complaints.clocks.${clock}`),
      month: shareText(met30, ran30, words),
      quarter: shareText(met90, ran90, words),
    })
  })
  return [
    section([`*${t('complaintLists.attainment')}*`, ...lines].join('\n')),
    context(t('complaintLists.defined')),
  ]
}

function shareText(met: number, ran: number, { t }: Words): string {
  const n = met + ran
  const percent = n === 0 ? '–' : String(Math.round((met / n) * 100))
  return n === 0 ? t('complaintLists.noShare') : t('complaintLists.share', { percent, n })
}

/** The complaints of a customer on their card: the open ones with a way to each, and how the last one ended. */
export function complaintBlocks(
  { open, closed }: Awaited<ReturnType<typeof complaintsAt>>,
  reader: CardReader,
): KnownBlock[] {
  const { words, zone } = reader
  const at = (instant: Date): string => moment(instant, words.moment(instant, zone))
  const lines = open.map((row): SectionBlock => {
    const head = words.t('complaintLists.ofCustomer', { received: at(row.receivedAt) })
    const text = `${head} · ${standingText(row, reader)}\n${verbatim(row.facts, 200)}`
    const accessory = button('complaints.show-card', words.t('complaints.show'), String(row.id))
    return { ...section(text), block_id: `listed-${row.id}`, accessory }
  })
  return stack(...lines, closed && closedBlock(closed, at, words))
}

type Closed = NonNullable<Awaited<ReturnType<typeof complaintsAt>>['closed']>

function closedBlock(
  { id, closedAt, said, satisfaction }: Closed,
  at: (instant: Date) => string,
  { t }: Words,
): SectionBlock {
  const when = closedAt ? at(closedAt) : ''
  const solved = t(said ? 'complaints.solvedYes' : 'complaints.solvedNo')
  const text =
    satisfaction === null
      ? t('complaintLists.lastWithout', { when })
      : t('complaintLists.last', { when, solved, score: satisfaction })
  const accessory = button('complaints.show-card', t('complaints.show'), String(id))
  return { ...section(text), block_id: `listed-${id}`, accessory }
}

/** That a customer’s complaint is still to be answered, which a log alone is not; `reached`: they were spoken with. */
export function unansweredBlocks(
  rows: readonly Listed[],
  reader: CardReader,
  reached: boolean,
): KnownBlock[] {
  const { words, zone, now } = reader
  return rows.map(({ id, dueAt }): SectionBlock => {
    const due = dueAt ? moment(dueAt, words.moment(dueAt, zone)) : '–'
    const text = words.t(dueAt && dueAt < now ? 'complaintLists.answerLate' : 'complaintLists.answerDue', {
      due,
    })
    const answer = button('complaints.answer', words.t('complaints.acts.answer'), String(id))
    return { ...section(text), block_id: `unanswered-${id}`, ...(reached && { accessory: answer }) }
  })
}

/** How many complaints wait for the reader, and until when the first; nothing where none does. */
export function waitingLine(
  { page: { rows, total } }: ComplaintList,
  { words, zone }: CardReader,
): string | null {
  const [first] = rows
  if (!first) return null
  const count = words.t('complaintLists.mine', { count: total })
  const { dueAt } = first
  if (!dueAt) return words.t('complaintLists.waiting', { count })
  return words.t('complaintLists.waitingUntil', { count, due: moment(dueAt, words.moment(dueAt, zone)) })
}
