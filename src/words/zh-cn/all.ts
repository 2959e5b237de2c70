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

/**
 * Every sentence in Simplified Chinese, by feature; en/all.ts has the same keys. How they are written (test/words/chinese.test.ts):
 * - Colleagues are 你, an account is 该客户, counted 位; a follow-up is 这条跟进, counted 条.
 * - One word for one thing: 互动 happens and is 记录; orders are 登记; customers and teams are 新建, 编辑, 停用, 恢复;
 *   duties are 完成, 推迟, 转交, 撤销; 代理人 stands in and 代为跟进; 未联系上 is “no answer”; 节假日 is a public holiday.
 * - A space between Chinese and Latin letters or digits, none beside full-width marks. `{{day}}` begins with a digit and ends
 *   in 周二: 推迟到 {{day}}起. A member's name is taken for Latin: 由 {{who}} 跟进.
 * - A customer's name stands in “ ”, never in bold; so do labels and what people typed.
 * - Slack formats `*…*` and code only between spaces or at the edge of a line: never beside a full-width mark.
 * - 例如 before an example, 最多 … 个字符 for a length, 只有…可以进行此操作 for a right.
 */
export const zhCn = {
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
