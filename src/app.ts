import { App, type Receiver } from '@slack/bolt'
import type { Deps } from './deps.ts'
import { accountCards } from './features/account-card/listeners.ts'
import { tellOwner } from './features/account-changes/jobs.ts'
import { accountChanges } from './features/account-changes/listeners.ts'
import { accountChoice } from './features/account-choice/listeners.ts'
import { accountForm } from './features/account-form/listeners.ts'
import { plan, replan } from './features/cadence/jobs.ts'
import { calendar } from './features/calendar/listeners.ts'
import { caseActs } from './features/case-acts/listeners.ts'
import { clockActs } from './features/clock-acts/listeners.ts'
import { cases } from './features/cases/listeners.ts'
import { watchOwners } from './features/complaint-owners/jobs.ts'
import { complaintOwners } from './features/complaint-owners/listeners.ts'
import { complaintActs } from './features/complaint-acts/listeners.ts'
import { watchApprovals } from './features/complaint-approvals/jobs.ts'
import { complaintApprovals } from './features/complaint-approvals/listeners.ts'
import { tickClocks, watchClocks } from './features/complaint-nudges/jobs.ts'
import { retimeComplaints } from './features/complaint-clocks/jobs.ts'
import { complaintChannels } from './features/complaint-channels/listeners.ts'
import { complaintChanges } from './features/complaint-changes/listeners.ts'
import { tellActing } from './features/complaint-duties/jobs.ts'
import { complaintDuties } from './features/complaint-duties/listeners.ts'
import { sendComplaintFile } from './features/complaint-files/jobs.ts'
import { complaintHistory } from './features/complaint-history/listeners.ts'
import { complaintLists } from './features/complaint-lists/listeners.ts'
import { complaintIntake } from './features/complaint-intake/listeners.ts'
import { showComplaint } from './features/complaint-posts/jobs.ts'
import { complaintReviews } from './features/complaint-reviews/listeners.ts'
import { complaintVerdicts } from './features/complaint-verdicts/listeners.ts'
import { corrections } from './features/corrections/listeners.ts'
import { previewFile, runImport } from './features/imports/jobs.ts'
import { imports } from './features/imports/listeners.ts'
import { feedback } from './features/feedback/listeners.ts'
import { logCall } from './features/log-call/listeners.ts'
import { sendMorning } from './features/delivery/jobs.ts'
import { digestActs } from './features/digest-acts/listeners.ts'
import { lookForMornings } from './features/mornings/jobs.ts'
import { follow, refresh, wakeRows } from './features/refreshing/jobs.ts'
import { lookAtMovement, tellMovement, watchMovement } from './features/movement/jobs.ts'
import { handOutTiers, lookAtTiers, tellSuggestion } from './features/tier-cards/jobs.ts'
import { tierCards } from './features/tier-cards/listeners.ts'
import { today } from './features/today/listeners.ts'
import { orders } from './features/orders/listeners.ts'
import { renewScores, watchScores } from './features/scores/jobs.ts'
import { syncPeople, watchPeople } from './features/people/jobs.ts'
import { workOut } from './features/honest-rules/jobs.ts'
import { honestRules } from './features/honest-rules/listeners.ts'
import { home } from './features/home/listeners.ts'
import { sendSegmentFile } from './features/segment-files/jobs.ts'
import { settings } from './features/settings/listeners.ts'
import { segments } from './features/segments/listeners.ts'
import { rescheduling } from './features/rescheduling/listeners.ts'
import { fitModel, watchModels } from './features/model/jobs.ts'
import { tellManager, tellReceiver } from './features/rescheduling/jobs.ts'
import { people } from './features/people/listeners.ts'
import { team } from './features/team/listeners.ts'
import { verdicts } from './features/verdicts/listeners.ts'
import { restateAll, watchFigures } from './features/statistics/jobs.ts'
import { lookForNewcomers, postWelcome } from './features/welcome/jobs.ts'
import { watchAccounts, watchDays } from './features/watch/jobs.ts'
import { undo } from './features/undo/listeners.ts'
import type { Bell, Job } from './jobs/job.ts'
import { boltLogger } from './slack/bolt-logger.ts'
import { clientOptions, PATIENCE } from './slack/clients.ts'
import { answerErrors, OtherWorkspace } from './slack/errors.ts'
import type { Identity } from './slack/identity.ts'
import { type InFlight, guarded } from './slack/receiver.ts'

/** Every capability that listens to Slack, in the order of the story. To add one, add a line. */
const features = [
  people,
  team,
  settings,
  calendar,
  accountChoice,
  rescheduling,
  logCall,
  corrections,
  undo,
  complaintActs,
  complaintDuties,
  complaintChanges,
  complaintApprovals,
  complaintOwners,
  complaintVerdicts,
  complaintReviews,
  complaintChannels,
  complaintHistory,
  complaintLists,
  complaintIntake,
  accountForm,
  accountChanges,
  orders,
  imports,
  cases,
  feedback,
  verdicts,
  accountCards,
  segments,
  tierCards,
  today,
  digestActs,
  caseActs,
  clockActs,
  honestRules,
  home,
]

/** Who answers which job. */
export const jobs: readonly Job[] = [
  syncPeople,
  postWelcome,
  restateAll,
  fitModel,
  watchAccounts,
  plan,
  replan,
  renewScores,
  tellManager,
  tellReceiver,
  tellOwner,
  retimeComplaints,
  tellActing,
  tickClocks,
  showComplaint,
  sendComplaintFile,
  refresh,
  follow,
  sendMorning,
  previewFile,
  runImport,
  sendSegmentFile,
  lookAtTiers,
  tellSuggestion,
  lookAtMovement,
  tellMovement,
  workOut,
]

/** What looks each minute at what has come due. */
export const bells: readonly Bell[] = [
  watchPeople,
  lookForNewcomers,
  watchOwners,
  watchFigures,
  watchScores,
  handOutTiers,
  watchMovement,
  watchModels,
  watchDays,
  watchApprovals,
  watchClocks,
  lookForMornings,
  wakeRows,
]

/** The Bolt app behind `receivers` (two in Socket Mode, so that one bridges the other's reconnect). */
export async function buildApp(
  receivers: readonly [Receiver, ...Receiver[]],
  inFlight: InFlight,
  identity: () => Promise<Identity>,
  deps: Deps,
): Promise<App> {
  const [first, ...others] = receivers
  const logger = boltLogger(deps.logger)
  const app = new App({
    receiver: guarded(first, inFlight),
    logger,
    clientOptions: clientOptions(deps.config, { logger, timeout: PATIENCE }),
    extendedErrorHandler: true,
    deferInitialization: true,
    authorize: async ({ teamId }) => {
      const { teamId: ours, botId, botUserId } = await identity()
      if (teamId !== ours) throw new OtherWorkspace(`a request for another workspace: ${teamId ?? 'none'}`)
      return { botToken: deps.config.SLACK_BOT_TOKEN ?? '', botId, botUserId, teamId: ours }
    },
  })
  await app.init()
  for (const receiver of others) guarded(receiver, inFlight).init(app)
  answerErrors(app, deps)
  for (const register of features) register(app, deps)
  return app
}
