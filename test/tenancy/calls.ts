import { sql } from 'kysely'
import { day } from '../../src/care/calendar.ts'
import * as undo from '../../src/db/undo.ts'
import * as accountCard from '../../src/features/account-card/queries.ts'
import * as accountChanges from '../../src/features/account-changes/queries.ts'
import * as accountChoice from '../../src/features/account-choice/queries.ts'
import * as accountFigures from '../../src/features/account-figures/queries.ts'
import * as accountForm from '../../src/features/account-form/queries.ts'
import * as accountHistory from '../../src/features/account-history/queries.ts'
import * as accounts from '../../src/features/accounts/queries.ts'
import * as cadence from '../../src/features/cadence/queries.ts'
import * as calendar from '../../src/features/calendar/queries.ts'
import * as corrections from '../../src/features/corrections/queries.ts'
import * as delivery from '../../src/features/delivery/queries.ts'
import * as digest from '../../src/features/digest/queries.ts'
import * as due from '../../src/features/due/queries.ts'
import * as duties from '../../src/features/duties/queries.ts'
import * as expectations from '../../src/features/expectations/queries.ts'
import * as followUps from '../../src/features/follow-ups/queries.ts'
import * as importPeople from '../../src/features/import-people/queries.ts'
import * as imports from '../../src/features/imports/queries.ts'
import * as interactions from '../../src/features/interactions/queries.ts'
import * as model from '../../src/features/model/queries.ts'
import * as mornings from '../../src/features/mornings/queries.ts'
import * as orderHistories from '../../src/features/order-histories/queries.ts'
import * as orders from '../../src/features/orders/queries.ts'
import * as outlook from '../../src/features/outlook/queries.ts'
import * as people from '../../src/features/people/queries.ts'
import * as plannedSteps from '../../src/features/planned-steps/queries.ts'
import * as reasons from '../../src/features/reasons/queries.ts'
import * as refreshing from '../../src/features/refreshing/queries.ts'
import * as rescheduling from '../../src/features/rescheduling/queries.ts'
import * as settingsOf from '../../src/features/settings/queries.ts'
import * as statistics from '../../src/features/statistics/queries.ts'
import * as team from '../../src/features/team/queries.ts'
import * as today from '../../src/features/today/queries.ts'
import * as undoing from '../../src/features/undo/queries.ts'
import * as viewers from '../../src/features/viewers/queries.ts'
import * as welcome from '../../src/features/welcome/queries.ts'
import * as once from '../../src/slack/once.ts'
import * as pace from '../../src/slack/pace.ts'
import { call, now, onlyTheirs, today as date } from './customer.ts'
import type { Call } from './two-workspaces.ts'

const soon = day('2026-03-20')
const later = new Date('2026-03-20T09:00Z')
const settings = { zone: 'Asia/Tokyo', currency: 'JPY', region: null }

/**
 * Every query by `feature.name`, called in the workspace `of` with the ids of `a`, a customer of another. One line is
 * enough; where an answer is a statement, it is executed.
 */
export const calls: Readonly<Record<string, Call>> = {
  'account-card.cardOf': ({ db, of, a }) => accountCard.cardOf(db, of, a.full, date),
  'account-changes.bringBack': ({ db, by, a }) => accountChanges.bringBack(db, by, a.full, 'x'),
  'account-changes.changeOwner': ({ db, by, a }) => accountChanges.changeOwner(db, by, a.full, 'UBOTH', 'x'),
  'account-changes.changeTier': ({ db, by, a }) =>
    accountChanges.changeTier(db, by, a.full, {
      tier: 'general',
      rhythmDays: null,
      visitDays: null,
      reason: 'x',
    }),
  'account-changes.handover': ({ db, of, a }) => accountChanges.handover(db, of.id, a.change),
  'account-changes.retire': ({ db, by, a }) => accountChanges.retire(db, by, a.full, 'x'),
  'account-changes.takenBy': ({ db, of, a }) => accountChanges.takenBy(db, of.id, a.account),
  'account-choice.accountNamed': async ({ db, of, by, a }) => [
    await accountChoice.accountNamed(db, of.id, by.reader, a.number),
    await accountChoice.accountNamed(db, of.id, { ...by.reader, role: 'rep' }, a.account.toString()),
    await accountChoice.accountNamed(db, of.id, by.reader, 'Akme THEIRZ'),
  ],
  'account-choice.findAccounts': async ({ db, of, by }) => [
    await accountChoice.findAccounts(db, of.id, by.reader, 'acme'),
    await accountChoice.findAccounts(db, of.id, { ...by.reader, role: 'manager' }, 'cm'),
  ],
  'account-choice.namesakes': ({ db, of, by, a }) =>
    accountChoice.namesakes(db, of.id, by.reader, a.full.name),
  'account-choice.ownAccounts': ({ db, of, a }) => accountChoice.ownAccounts(db, of.id, a.member),
  'account-choice.searches': async ({ db, of, by }) => {
    const found = await accountChoice.searches(db, of.id, { ...by.reader, role: 'manager' }, 'cme')
    return Promise.all(found.map((statement) => statement.execute()))
  },
  'account-figures.figures': async ({ db, of, a }) =>
    (await accountFigures.figures(of, [a.account]).execute(db)).rows,
  'account-choice.unowned': ({ db, of }) => accountChoice.unowned(db, of.id, 10),
  'account-form.createAccount': ({ db, by, a }) =>
    accountForm.createAccount(db, by, { ...facts(a.number), tier: 'general', owner: 'UBOTH' }),
  'account-form.editAccount': async ({ db, by, a }) => {
    const made = await accountForm.createAccount(db, by, { ...facts('1'), tier: 'general', owner: 'UBOTH' })
    await accountForm.editAccount(db, by, { ...facts('1'), id: made.id }, facts(`${a.number}-only`))
    const edited = { ...facts(a.number), phone: '2' }
    return accountForm.editAccount(db, by, { ...facts(a.number), id: a.account }, edited)
  },
  'account-form.mainContact': ({ db, of, a }) => accountForm.mainContact(db, of.id, a.account),
  'account-history.changeable': ({ db, by, a }) =>
    accountHistory.changeable(db, by, { account: a.account, seen: new Date(0) }),
  'account-history.noteChanges': ({ db, by, a }) =>
    accountHistory.noteChanges(db, by, 'x', a.account, [{ field: 'tier', before: 'a', after: 'b' }]),
  'account-history.settled': ({ db, by, a }) => accountHistory.settled(db, by, a.account),
  'accounts.accountFor': ({ db, of, by, a }) => accounts.accountFor(db, of.id, by.reader, a.account),
  'accounts.contactsAt': ({ db, of, a }) => accounts.contactsAt(db, of.id, a.account),
  'accounts.found': ({ db, of }) => accounts.found(db, of.id).execute(),
  'accounts.foundAmong': ({ db, of }) => accounts.foundAmong(db, of.id, sql`true`, 100).execute(),
  'accounts.scopes': async ({ db, of, by }) => {
    const scopes = await accounts.scopes(db, of.id, { ...by.reader, role: 'manager' })
    return Promise.all(scopes.map((scope) => accounts.found(db, of.id).where(scope).execute()))
  },
  'accounts.visible': ({ db, of, by }) =>
    accounts
      .found(db, of.id)
      .where(accounts.visible(of.id, { ...by.reader, role: 'rep' }))
      .execute(),
  'cadence.isPlanningLeft': ({ db, of }) => cadence.isPlanningLeft(db, of.id),
  'cadence.planDuties': async ({ db, of, a }) => [
    await cadence.planDuties(db, of, now, [a.account]),
    await cadence.planDuties(db, of, now),
  ],
  'calendar.changeCalendar': async ({ db, of, by }) => {
    const { id: seen = 0 } = (await calendar.lastChange(db, of.id)) ?? {}
    const wanted = { week: null, closed: [], open: [date], holidays: true }
    return calendar.changeCalendar(db, by, { seen, wanted })
  },
  'calendar.lastChange': ({ db, of }) => calendar.lastChange(db, of.id),
  'corrections.corrected': ({ db, by, a }) => corrections.corrected(db, by, a.held, a.closed),
  'corrections.editInteraction': ({ db, by, a }) =>
    corrections.editInteraction(db, by, a.interaction, { ...call(a.account), summary: 'else' }),
  'corrections.interactionById': ({ db, of, a }) => corrections.interactionById(db, of.id, a.interaction),
  'corrections.remindTomorrow': ({ db, by, a }) => corrections.remindTomorrow(db, by, a.written),
  'corrections.withdrawInteraction': ({ db, by, a }) =>
    corrections.withdrawInteraction(db, by, a.interaction, 'remove'),
  'delivery.beginAttempt': ({ db, of, a }) =>
    delivery.beginAttempt(db, { workspace: of.id, id: a.queued, attempt: 0 }, now),
  'delivery.endMorning': ({ db, of, a }) =>
    delivery.endMorning(db, { workspace: of.id, id: a.queued, attempt: 0 }, 'skipped', 'x'),
  'delivery.isSuspended': ({ db, of }) => delivery.isSuspended(db, of.id),
  'delivery.keepChannel': ({ db, of, a }) => delivery.keepChannel(db, of.id, a.member, 'DNEW'),
  'delivery.leaveUnclear': ({ db, of, a }) =>
    delivery.leaveUnclear(db, { workspace: of.id, id: a.sending, attempt: 1 }, later),
  'delivery.markSent': ({ db, of, a }) => {
    const post = { memberId: a.member, channel: 'DNEW', ts: '18.1', shown: null }
    return delivery.markSent(db, { workspace: of.id, id: a.sending, attempt: 1 }, post, now)
  },
  'delivery.resume': ({ db, of }) => delivery.resume(db, of.id),
  'delivery.suspend': ({ db, of }) => delivery.suspend(db, of.id, 'x', now),
  'delivery.takeBackAttempt': ({ db, of, a }) =>
    delivery.takeBackAttempt(db, { workspace: of.id, id: a.sending, attempt: 1 }),
  'digest.candidates': ({ db, of, a }) => digest.candidates(db, of.id, [a.viewer], now),
  'digest.digests': ({ db, of, a }) => digest.digests(db, of, [a.viewer], now),
  'digest.shownDigests': ({ db, of, a }) => digest.shownDigests(db, of, [a.viewer], now),
  'due.accountsDone': ({ db, of, a }) => due.accountsDone(db, of.id, [a.viewer]),
  'due.doneToday': ({ db, of, a }) => due.doneToday(db, of.id, a.viewer, now, of.settings),
  'due.dueFollowUps': ({ db, of, a }) => due.dueFollowUps(db, of.id, [a.viewer], now),
  'due.dutiesAhead': ({ db, of, a }) => due.dutiesAhead(db, of.id, [a.viewer], now),
  'due.nextDays': async ({ db, of, a }) => [
    await due.nextDays(db, of.id, [a.viewer], now),
    await due.nextDays(db, of.id, [{ ...a.viewer, covers: [] }], now),
  ],
  'duties.wantedDuties': async ({ db, of, a }) => {
    const wanted = duties.wantedDuties(of, { reps: [], days: [], unowned: date }, [a.account])
    return (await sql`with ${wanted} select * from wanted`.execute(db)).rows
  },
  'expectations.moneyAtStake': async ({ db, of, a }) => {
    const reading = { model: null, today: date, stats: 'stats' }
    const stake = expectations.moneyAtStake(reading, of, sql`'quiet'`)
    return (
      await sql`select ${stake} as stake from (select ${a.account}::bigint as account_id) as stats`.execute(
        db,
      )
    ).rows
  },
  'follow-ups.changeDuty': ({ db, of, a }) => followUps.changeDuty(db, of.id, a.step, { snoozes: 2 }),
  'follow-ups.closeDuties': ({ db, of, a }) =>
    followUps.closeDuties(db, of.id, [a.due], { closedAt: now, closedBy: a.member, closedHow: 'done' }),
  'planned-steps.detachStep': async ({ db, of, a }) => {
    const [closed] = a.closed
    await sql`update follow_up set rule = 'manual', origin_id = ${a.interaction} where id = ${closed?.id}
      and workspace_id = ${of.id}`.execute(db)
    await plannedSteps.detachStep(db, of.id, a.account, a.interaction)
  },
  'follow-ups.dutiesClosedBy': ({ db, of, a }) => followUps.dutiesClosedBy(db, of.id, a.interaction),
  'follow-ups.dutyById': ({ db, of, a }) => followUps.dutyById(db, of.id, a.due),
  'follow-ups.openDuties': ({ db, of, a }) => followUps.openDuties(db, of.id, a.account),
  'planned-steps.planStep': ({ db, of, a }) =>
    plannedSteps.planStep(
      db,
      of.id,
      { accountId: a.account, repId: 'UBOTH', originId: 99, since: date, on: soon },
      now,
    ),
  'follow-ups.reassignDuties': ({ db, of, a }) =>
    followUps.reassignDuties(
      db,
      of.id,
      a.closed.map(({ id }) => id),
      a.interaction + 1,
    ),
  'follow-ups.reopenDuty': async ({ db, of, a }) => {
    for (const duty of [...a.closed, ...a.open])
      await followUps.reopenDuty(db, of.id, duty, { by: 'UBOTH', now })
  },
  'planned-steps.stepOf': ({ db, of, a }) => plannedSteps.stepOf(db, of.id, a.account, a.interaction),
  'import-people.membersByEmail': ({ db, of }) => importPeople.membersByEmail(db, of.id),
  'imports.importDone': ({ db, of, a }) => imports.importDone(db, of.id, a.file),
  'imports.lastPress': ({ db, of, a }) => imports.lastPress(db, of.id, a.file),
  'imports.noteImport': ({ db, of, a }) => {
    const came = { kind: 'orders', rows: 1, created: 1, updated: 0, unchanged: 0, bad: 0 }
    return imports.noteImport(db, of.id, { by: a.member, now }, a.file, came)
  },
  'imports.whoImports': ({ db, of }) => imports.whoImports(db, of.id),
  'interactions.checkContact': ({ db, of, a }) =>
    interactions.checkContact(db, of.id, { accountId: a.account, contactId: a.contact }),
  'interactions.closeAnswered': ({ db, by, a }) =>
    interactions.closeAnswered(db, by, call(a.account), a.interaction),
  'interactions.finishDuty': ({ db, by, a }) =>
    interactions.finishDuty(db, by, { id: a.due, accountId: a.account }),
  'interactions.logInteraction': ({ db, by, a }) =>
    interactions.logInteraction(db, by, { ...call(a.account), summary: 'else' }),
  'interactions.planNext': ({ db, by, a }) =>
    interactions.planNext(db, by, a.held, call(a.account), a.interaction + 1),
  'model.keepFit': async ({ db, of, a }) => {
    const none = { customers: a.account, model: null, whyNot: 'too-few' } as const
    const fit = { asOf: date, currency: 'EUR', orders: none, spend: none }
    await model.keepFit(db, of.id, fit, new Date(now.getTime() - a.account))
  },
  'model.newestFit': ({ db, of }) => model.newestFit(db, of.id),
  'mornings.enterMornings': ({ db, of, a }) => {
    const rows = [{ lane: 'owed' as const, accountId: a.account, followUpId: a.due }]
    const morning = { memberId: a.member, localDate: soon, dueAt: later, why: null, rows, more: 0 }
    return mornings.enterMornings(db, of.id, [morning], now)
  },
  'mornings.hoursKept': ({ db, of }) => mornings.hoursKept(db, of.id),
  'mornings.keepShown': ({ db, of, a }) => mornings.keepShown(db, of.id, a.sent, 'x'),
  'mornings.membersDue': ({ db, of, a }) =>
    mornings.membersDue(db, of.id, [
      { zone: a.viewer.zone, hour: a.viewer.hour, date: soon },
      { zone: 'UTC', hour: '08:30', date: onlyTheirs },
    ]),
  'mornings.morningById': ({ db, of, a }) => mornings.morningById(db, of.id, a.sent),
  'mornings.morningOn': ({ db, of, a }) => mornings.morningOn(db, of.id, a.member, date),
  'mornings.morningPosted': ({ db, of, a }) => mornings.morningPosted(db, of.id, a.channel, a.ts),
  'mornings.morningShown': ({ db, of, a }) => mornings.morningShown(db, of, a.morning, now),
  'mornings.morningsWith': ({ db, of, a }) => mornings.morningsWith(db, of.id, a.account, date),
  'mornings.openMornings': ({ db, of, a }) => mornings.openMornings(db, of.id, [a.queued, a.sending]),
  'order-histories.orderSample': async ({ db, of }) => [
    await orderHistories.orderSample(db, { workspace: of, asOf: day('2026-12-01') }),
    await orderHistories.orderSample(db, { workspace: of, asOf: day('2026-12-01'), until: later }),
  ],
  'orders.lastOrders': ({ db, of, a }) => orders.lastOrders(db, of.id, a.account, 3),
  'orders.recordOrder': ({ db, by, a }) =>
    orders.recordOrder(db, by, a.account, { amount: 1, currency: 'EUR', date, number: `${a.number}-2` }),
  'outlook.calendarsOf': ({ db, of, a }) => outlook.calendarsOf(db, of, [{ repId: a.member }]),
  'outlook.holdAccount': ({ db, of, a }) => outlook.holdAccount(db, of.id, a.account),
  'outlook.outlookOf': ({ db, of, a }) => outlook.outlookOf(db, of, a.held, date),
  'outlook.replan': ({ db, by, a }) => outlook.replan(db, by, a.account),
  'people.audit': ({ db, by, a }) => people.audit(db, by, 'x', 'account', a.account),
  'people.keepPeople': ({ db, of, a }) => {
    const facts = { zone: 'UTC', locale: 'en-US', email: null, slackAdmin: true, active: true }
    return people.keepPeople(db, of.id, [{ id: a.member, name: 'X', ...facts, changedAt: now }])
  },
  'people.reader': ({ db, of, a }) => people.reader(db, of.id, a.member),
  'people.settleZone': ({ db, of }) => people.settleZone(db, of.id),
  'people.workspaceById': ({ db, of }) => people.workspaceById(db, of.id),
  'reasons.factsOf': ({ db, of, a }) => reasons.factsOf(db, of.id, [a.due, a.step.id]),
  'refreshing.accountsActedOn': ({ db, of }) =>
    refreshing.accountsActedOn(db, of.id, date, new Date(0), later),
  'refreshing.accountsBack': ({ db, of }) => refreshing.accountsBack(db, of.id, now, later),
  'refreshing.accountsShown': ({ db, of, a }) => refreshing.accountsShown(db, of.id, [a.account], date),
  'rescheduling.changeableDuty': ({ db, by, a }) => rescheduling.changeableDuty(db, by, a.due),
  'rescheduling.changedError': async ({ db, by, a }) =>
    (await rescheduling.changedError(db, by, a.step.id)).values,
  'rescheduling.handOver': ({ db, by, a }) => rescheduling.handOver(db, by, a.step, a.step, 'UBOTH'),
  'rescheduling.putOff': ({ db, by, a }) =>
    rescheduling.putOff(db, by, a.step, a.step, { until: soon, at: null, zone: 'UTC' }),
  'settings.changeSettings': ({ db, by }) =>
    settingsOf.changeSettings(db, by, { group: 'rhythm', seen: {}, wanted: { capacity: 20 } }),
  'settings.lastChanges': ({ db, of }) => settingsOf.lastChanges(db, of.id, 'rhythm'),
  'statistics.markForPlanning': async ({ db, of, a }) => {
    await statistics.markForPlanning(db, of.id, [a.account])
    await statistics.markForPlanning(db, of.id, 'all')
  },
  'statistics.beginFigures': ({ db, of, a }) => statistics.beginFigures(db, of.id, [a.account]),
  'statistics.restate': async ({ db, of, a }) => [
    await statistics.restate(db, of, [a.account]),
    await statistics.restate(db, of, 'all'),
  ],
  'team.activeMembers': ({ db, of }) => team.activeMembers(db, of.id),
  'team.keepBasics': ({ db, of }) => team.keepBasics(db, of.id, settings),
  'team.keepHabits': ({ db, of, a }) => team.keepHabits(db, of.id, a.member, { hour: '07:00' }),
  'team.managersOf': ({ db, of, a }) => team.managersOf(db, of.id, a.member),
  'team.memberCard': ({ db, of, a }) => team.memberCard(db, of.id, a.member),
  'team.placeMembers': ({ db, of, a }) =>
    team.placeMembers(db, of.id, [a.member], { role: 'admin', team: a.team }),
  'today.todayPage': ({ db, of, a }) => today.todayPage(db, of, a.member, now, 0),
  'undo.undoAct': ({ db, by, a }) => undoing.undoAct(db, by, a.undo),
  'viewers.membersAt': ({ db, of, a }) => viewers.membersAt(db, of, now, [a.member]),
  'viewers.viewers': async ({ db, of, a }) => [
    await viewers.viewers(db, of, now),
    await viewers.viewers(db, of, now, [a.member]),
  ],
  'welcome.customerCount': async ({ db, of, a }) => [
    await welcome.customerCount(db, of.id),
    await welcome.customerCount(db, of.id, a.member),
  ],
  'db/undo.keepUndo': ({ db, by, a }) => undo.keepUndo(db, by, 'log', a.account, { duties: [] }),
  'db/undo.markUndone': ({ db, of, a }) => undo.markUndone(db, of.id, a.undo, now),
  'db/undo.undoable': ({ db, of, a }) => undo.undoable(db, of.id, a.undo),
  'slack/once.claim': ({ db, of, a }) => once.claim(db, of.id, a.request, now),
  'slack/once.forgetRequests': ({ db, of }) => once.forgetRequests(db, of.id, later),
  'slack/once.release': ({ db, of, a }) => once.release(db, of.id, a.request),
  'slack/once.wasDone': ({ db, of, a }) => once.wasDone(db, { workspace: of, request: a.request }),
  'slack/pace.pauseMethod': ({ db, of, a }) =>
    pace.pauseMethod(db, { workspace: of.id, method: a.method }, later),
  'slack/pace.forgetPace': ({ db, of }) => pace.forgetPace(db, of.id),
  'slack/pace.reserveSlot': ({ db, of, a }) =>
    pace.reserveSlot(db, { workspace: of.id, method: a.method }, 60, now),
}

const facts = (externalId: string) => ({
  name: 'Acme',
  externalId,
  industry: null,
  phone: '1',
  email: null,
  contact: null,
  birthday: null,
  tags: [],
  note: '',
})
