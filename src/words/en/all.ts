import { accounts, card, orders } from './accounts.ts'
import { calendar } from './calendar.ts'
import { complaintApprovals, complaintChanges, complaintDuties } from './complaint-duties.ts'
import { complaintReviews } from './complaint-reviews.ts'
import { complaintVerdicts } from './complaint-verdicts.ts'
import { clockRows } from './clock-rows.ts'
import { complaintChannels } from './complaint-channels.ts'
import { complaintHistory } from './complaint-history.ts'
import { complaintLists } from './complaint-lists.ts'
import { complaintOwners } from './complaint-owners.ts'
import { complaints } from './complaints.ts'
import { digest } from './digest.ts'
import { channels, kinds, outcomes, rules, tiers } from './duties.ts'
import { errors } from './errors.ts'
import { falseComfort } from './false-comfort.ts'
import { feedback } from './feedback.ts'
import { filterWords } from './filter.ts'
import { followUps, nextStep, snooze } from './follow-ups.ts'
import { home, welcome } from './home.ts'
import { corrections, log, undo } from './interactions.ts'
import { honestRules } from './honest-rules.ts'
import { csv, files, imports } from './imports.ts'
import { model } from './model.ts'
import { movement } from './movement.ts'
import { nudges } from './nudges.ts'
import { people } from './people.ts'
import { money, name } from './reading.ts'
import { purchases } from './purchases.ts'
import { reasons, why } from './reasons.ts'
import { segments } from './segment-lists.ts'
import { segmentCare, segmentNames, stageAdvice, stages } from './segments.ts'
import { holidays, settings } from './settings.ts'
import { settingGroups, settingNames } from './setting-names.ts'
import { team } from './team.ts'
import { tierSuggestions } from './tier-suggestions.ts'
import { verdicts } from './verdicts.ts'
import { evidence, warnings } from './warnings.ts'

/** Every sentence in English, by feature; zh-cn/all.ts has the same keys. */
export const en = {
  accounts,
  card,
  calendar,
  channels,
  complaintApprovals,
  complaintChanges,
  complaintDuties,
  complaintReviews,
  complaintVerdicts,
  clockRows,
  complaintChannels,
  complaintHistory,
  complaintLists,
  complaintOwners,
  complaints,
  corrections,
  csv,
  digest,
  errors,
  evidence,
  falseComfort,
  feedback,
  'follow-up': nextStep,
  filterWords,
  followUps,
  files,
  holidays,
  home,
  honestRules,
  imports,
  kinds,
  log,
  model,
  money,
  movement,
  name,
  nudges,
  orders,
  outcomes,
  people,
  purchases,
  reasons,
  rules,
  segmentCare,
  segmentNames,
  segments,
  settingGroups,
  settingNames,
  settings,
  snooze,
  stageAdvice,
  stages,
  team,
  tierSuggestions,
  tiers,
  undo,
  verdicts,
  warnings,
  welcome,
  why,
}
