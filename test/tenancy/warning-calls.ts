import * as answers from '../../src/features/answers/queries.ts'
import { day } from '../../src/care/calendar.ts'
import * as cases from '../../src/features/cases/queries.ts'
import * as feedback from '../../src/features/feedback/queries.ts'
import * as playbooks from '../../src/features/playbooks/queries.ts'
import * as purchases from '../../src/features/purchases/queries.ts'
import * as sightings from '../../src/features/sightings/queries.ts'
import * as honest from '../../src/features/honest-rules/queries.ts'
import * as list from '../../src/features/warning-list/queries.ts'
import * as records from '../../src/features/rule-records/queries.ts'
import * as reasons from '../../src/features/warning-reasons/queries.ts'
import * as verdicts from '../../src/features/verdicts/queries.ts'
import * as warnings from '../../src/features/warnings/queries.ts'
import * as watch from '../../src/features/watch/queries.ts'
import { now, today } from './customer.ts'
import type { Call } from './two-workspaces.ts'

const later = new Date('2026-12-20T09:00Z')
const soon = day('2026-06-20')
const model = { r: 0.5, alpha: 6, a: 0.9, b: 1.6 }
const verdict = { rule: 'gap', holds: true, key: 'now', evidence: {} } as const

/** What watches for customers who may be leaving, as calls.ts has the rest. */
export const warningCalls: Readonly<Record<string, Call>> = {
  'answers.lastAnswers': ({ db, of, a }) => answers.lastAnswers(db, of.id, a.account, 3),
  'answers.answerById': ({ db, of, a }) => answers.answerById(db, of.id, a.answer),
  'answers.peopleAt': ({ db, of, a }) => answers.peopleAt(db, of.id, a.account),
  'feedback.recordAnswer': ({ db, by, a }) =>
    feedback.recordAnswer(db, by, a.account, { kind: 'nps', score: 3, on: today }),
  'feedback.withdrawAnswer': ({ db, by, a }) => feedback.withdrawAnswer(db, by, a.answer),
  'feedback.optOut': ({ db, by, a }) =>
    feedback.optOut(db, by, a.account, { contactId: a.contact, via: 'email', on: today }),
  'feedback.optIn': async ({ db, by, a }) => {
    const asked = { contactId: a.contact, via: 'email', on: today } as const
    await feedback.optOut(db, by, a.account, asked).catch(() => undefined)
    return feedback.optIn(db, by, a.account, a.contact)
  },
  'cases.caseById': ({ db, of, a }) => cases.caseById(db, of.id, a.warning),
  'cases.caseReasons': ({ db, of, a }) => cases.caseReasons(db, of.id, a.warning),
  'cases.caseToWork': ({ db, by, a }) => cases.caseToWork(db, by, a.warning),
  'cases.openCaseOf': ({ db, of, a }) => cases.openCaseOf(db, of.id, a.account),
  'cases.workCase': ({ db, by, a }) =>
    cases.workCase(db, { ...by, reader: { ...by.reader } }, a.warning, {
      cause: 'price',
      outcome: 'lost',
      words: 'x',
    }),
  'rule-records.recordsSeen': async ({ db, of, by, a }) => {
    const kept = await records.recordsSeen(db, of, by.reader, today, 0)
    await db
      .updateTable('warning')
      .set({ endedAt: now, endedHow: 'lost' })
      .where('workspaceId', '=', of.id)
      .where('id', '=', a.warning)
      .execute()
    return [kept, await records.recordsSeen(db, of, by.reader, today)]
  },
  'rule-records.keepRecords': ({ db, of }) => records.keepRecords(db, of, today, 0),
  'honest-rules.whatIf': async ({ db, of, by, a }) => {
    await db.deleteFrom('order').where('workspaceId', '=', of.id).where('accountId', '=', a.account).execute()
    return honest.whatIf(db, of, by.reader, { other: 120, today: soon })
  },
  'playbooks.planPlaybooks': async ({ db, of, a }) => {
    await warnings.releaseBacklog(db, { workspace: of, now, today, model, before: null })
    return playbooks.planPlaybooks(db, of, later, [a.account])
  },
  'purchases.purchasesOf': ({ db, of, a }) => purchases.purchasesOf(db, of.id, a.account, today),
  'purchases.buyersSeen': async ({ db, of, by, a }) => {
    await db.deleteFrom('order').where('workspaceId', '=', of.id).where('accountId', '=', a.account).execute()
    return purchases.buyersSeen(db, of.id, by.reader)
  },
  'sightings.sightings': ({ db, of, a }) => sightings.sightings(db, of, today, [a.account]),
  'warning-list.warningList': ({ db, of, by }) => list.warningList(db, of.id, by.reader),
  'warning-reasons.reasonsUsed': ({ db, of, a }) => reasons.reasonsUsed(db, of.id, [a.account]),
  'warning-reasons.keepReasons': ({ db, of, a }) =>
    reasons.keepReasons(db, of.id, today, [
      { id: a.warning, accountId: a.account, said: [verdict], used: [] },
    ]),
  'verdicts.verdictsOf': async ({ db, of, by, a }) => {
    const open = await verdicts.verdictsOf(db, of, now, a.account)
    await cases
      .workCase(db, by, a.warning, { cause: 'price', outcome: 'lost', words: '' })
      .catch(() => undefined)
    return [open, await verdicts.verdictsOf(db, of, now, a.account)]
  },
  'warnings.judge': ({ db, of, a }) =>
    warnings.judge(db, { workspace: of, now: later, today, model, before: null }, [a.account]),
  'warnings.releaseBacklog': ({ db, of }) =>
    warnings.releaseBacklog(db, { workspace: of, now, today, model, before: null }),
  'watch.watchAccount': ({ db, of, a }) => watch.watchAccount(db, of, later, a.account, true),
  'watch.ensureWatched': ({ db, of }) => watch.ensureWatched(db, of, later),
}
