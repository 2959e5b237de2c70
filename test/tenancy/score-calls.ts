import { sql } from 'kysely'
import { day } from '../../src/care/calendar.ts'
import * as cuts from '../../src/features/cuts/queries.ts'
import { parseFilter } from '../../src/care/filter-parser.ts'
import * as duties from '../../src/features/duties/queries.ts'
import * as movement from '../../src/features/movement/queries.ts'
import * as owners from '../../src/features/owner-names/queries.ts'
import * as saved from '../../src/features/saved-segments/queries.ts'
import * as scores from '../../src/features/scores/queries.ts'
import * as counts from '../../src/features/segment-counts/queries.ts'
import * as lists from '../../src/features/segment-lists/queries.ts'
import * as tallies from '../../src/features/tallies/queries.ts'
import * as tiers from '../../src/features/tier-suggestions/queries.ts'
import { now, today } from './customer.ts'
import { vocabulary } from '../../src/words/vocabulary.ts'
import type { Call } from './two-workspaces.ts'

const later = new Date('2026-06-20T09:00Z')
/** By then everything is overdue. */
const late = { now, cutoffs: { reps: [], days: [], unowned: day('2027-01-01') } }

const asked = (of: { id: lists.Asked['id'] }): lists.Asked => ({
  id: of.id,
  currency: 'EUR',
  today,
  model: null,
})
const question = (text: string) => parseFilter(text, vocabulary)
const { EVERYTHING } = counts

/** What scores and counts accounts, as calls.ts has the rest. */
export const scoreCalls: Readonly<Record<string, Call>> = {
  'cuts.keptCuts': async ({ db, of, a }) => {
    await cuts.makeCuts(db, of, later)
    return cuts.keptCuts(db, of, now, [a.account])
  },
  'cuts.makeCuts': ({ db, of }) => cuts.makeCuts(db, of, later),
  'cuts.markDue': async ({ db, of }) => {
    await cuts.makeCuts(db, of, now)
    await cuts.markDue(db, of.id)
  },
  'cuts.areCutsDue': async ({ db, of }) => {
    await cuts.makeCuts(db, of, later)
    return cuts.areCutsDue(db, of, now)
  },
  'owner-names.memberNames': ({ db, of, a }) => owners.memberNames(db, of.id, [a.member, 'UBOTH']),
  'owner-names.withOwners': ({ db, of, a }) =>
    owners.withOwners(db, of.id, question(`owner:${a.member}`).filter, { me: null, isMe: () => false }),
  'saved-segments.removeSegment': ({ db, by, a }) => saved.removeSegment(db, by, a.saved),
  'saved-segments.savedNamed': ({ db, of, a }) => saved.savedNamed(db, of.id, a.number),
  'saved-segments.savedSegments': ({ db, of }) => saved.savedSegments(db, of.id),
  'saved-segments.saveSegment': ({ db, by, a }) => saved.saveSegment(db, by, `${a.number} again`, 'vip'),
  'segment-counts.countOf': ({ db, of, a }) =>
    counts.countOf(db, of.id, EVERYTHING, { leaf: { is: 'all' }, owner: a.member }),
  'segment-counts.countsOf': async ({ db, of, a }) => {
    await scores.rescore(db, of, late, [a.account])
    return counts.countsOf(db, of.id, EVERYTHING)
  },
  'segment-counts.scopeOf': async ({ db, of, by, a }) => {
    const scope = await counts.scopeOf(db, of.id, { ...by.reader, id: a.member, role: 'rep' })
    return lists.accountsOf(db, asked(of), scope, question('all'), {})
  },
  'segment-lists.accountsOf': ({ db, of, a }) =>
    lists.accountsOf(db, asked(of), EVERYTHING, question(`owner:${a.member} or tag:vip`), {}),
  'segment-lists.askedNow': ({ db, of }) => lists.askedNow(db, of, now),
  'segment-lists.pageOf': ({ db, of }) =>
    lists.pageOf(db, asked(of), EVERYTHING, question('gap>0 or prospect'), 0),
  'segment-lists.totalOf': ({ db, of, a }) =>
    lists.totalOf(db, asked(of), EVERYTHING, question(`owner:${a.member} r>0`).filter),
  'duties.cutoffsOf': async ({ db, of, a }) => [
    await duties.cutoffsOf(db, of, now, [a.account]),
    await duties.cutoffsOf(db, of, now),
  ],
  'scores.renewAll': ({ db, of }) => scores.renewAll(db, of, later),
  'scores.rescore': ({ db, of, a }) => scores.rescore(db, of, late, [a.account]),
  'scores.standingOf': ({ db, of, a }) => scores.standingOf(db, of.id, a.account),
  'tallies.addUp': async ({ db, of, a }) => {
    await scores.rescore(db, of, late, [a.account])
    await tallies.addUp(db, of.id)
  },
  'tier-suggestions.decide': ({ db, by, a }) => tiers.decide(db, by, a.suggestion, { state: 'kept' }),
  'tier-suggestions.giveAll': ({ db, of, a }) =>
    tiers.giveAll(db, of.id, [{ id: a.suggestion, to: a.member }], now),
  'tier-suggestions.heldSuggestion': ({ db, of, a }) => tiers.heldSuggestion(db, of.id, a.suggestion),
  'tier-suggestions.suggestionById': ({ db, of, a }) => tiers.suggestionById(db, of.id, a.suggestion),
  'tier-suggestions.suggestTiers': ({ db, of }) => tiers.suggestTiers(db, of, later),
  'tier-suggestions.toldSince': async ({ db, of, a }) => {
    await tiers.giveAll(db, of.id, [{ id: a.suggestion, to: a.member }], now)
    return [...(await tiers.toldSince(db, of.id, new Date(0)))]
  },
  'tier-suggestions.untoldSuggestions': ({ db, of }) => tiers.untoldSuggestions(db, of.id, 10),
  'movement.fallenAmong': async ({ db, of }) => {
    await movement.findMoved(db, of, today)
    await sql`insert into moved
      select account_id, owner_id, tier, 5, 5, 5, 1, 1, 1, 'vip', 'at-risk', true from account_score`.execute(
      db,
    )
    return movement.fallenAmong(db, of, EVERYTHING, now)
  },
  'movement.findMoved': async ({ db, of, a }) => {
    const scores = db.updateTable('accountScore').set({ r: 1, f: 1, m: 1 }).where('workspaceId', '=', of.id)
    await scores.where('accountId', '=', a.account).execute()
    await movement.findMoved(db, of, today)
    return (await sql`select * from moved`.execute(db)).rows
  },
  'movement.sizesAmong': async ({ db, of, a }) => {
    await scores.rescore(db, of, late, [a.account])
    await movement.findMoved(db, of, today)
    return movement.sizesAmong(db, of.id, EVERYTHING)
  },
  'movement.withNames': ({ db, of, a }) =>
    movement.withNames(db, of.id, [{ id: a.account, before: [], scores: [], atStake: null }]),
}
