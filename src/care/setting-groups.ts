import { parseHour } from './calendar.ts'
import { HOURS, NUMBERS, type Settings } from './settings.ts'

export type SettingName = keyof Settings
export type Setting = number | string

/** The settings as an admin sees them, by section of the care rules. */
export const SETTING_GROUPS = {
  /** §2, §2.2, §2.4 */
  rhythm: [
    'generalRhythmDays',
    'importantRhythmDays',
    'keyRhythmDays',
    'keyVisitDays',
    'latestPercent',
    'closeAheadDays',
    'capacity',
  ],
  /** §2, §2.3 */
  purchases: [
    'thankLatestDaysGeneral',
    'thankLatestDaysImportant',
    'thankLatestDaysKey',
    'settleDay',
    'careDay',
    'samePurchaseDays',
  ],
  /** §3.1 */
  value: ['scoreWindowDays'],
  /** §4, §4.1 */
  warnings: [
    'gapDaysGeneral',
    'gapDaysImportant',
    'gapDaysKey',
    'rhythmPercent',
    'ordersWindowDays',
    'fewerOrdersPercent',
    'fewerOrdersLeast',
    'slowReplies',
    'unhappyScore',
    'unhappyDays',
    'untouchedPercent',
    'fadeDays',
  ],
  /** §4.4, §2.7 */
  playbooks: ['causeDays', 'offerDays', 'checkBackDays', 'lightDays', 'backlogPerDay', 'unhurriedDays'],
  /** §5, §4.6 */
  complaints: [
    'respondMinutes',
    'contactMinutes',
    'solutionHours',
    'verdictDays',
    'reviewDays',
    'nudgePercent',
    'nudgeEveryMinutes',
    'nudgeCap',
    'escalateMinutes',
    'approvalLimit',
    'satisfiedFrom',
    'verdictAttempts',
    'repeatDays',
    'repeatAccounts',
    'repeatAccountsDays',
    'complaintTouchFirstDay',
    'complaintTouchSecondDay',
  ],
  /** §10.1, §10.4 */
  morning: ['defaultHour', 'catchUpUntil', 'rowsShown', 'messagesPerMinute'],
  /** §10.5, §10.6 */
  postponing: ['snoozeLimit', 'snoozeWithinDays', 'laterTodayHours', 'laterTodayUntil', 'undoMinutes'],
} as const satisfies Record<string, readonly SettingName[]>

export type SettingGroup = keyof typeof SETTING_GROUPS

/** The groups, in the order in which they are offered. */
export const GROUP_NAMES = Object.keys(SETTING_GROUPS) as [SettingGroup, ...SettingGroup[]]

/** What was planned and warned of goes by these; complaints, mornings and postponing read them each time. */
export const movesPlans = (group: SettingGroup): boolean =>
  !['complaints', 'morning', 'postponing'].includes(group)

/** The clocks of complaints that run go by these. */
export const movesClocks = (group: SettingGroup): boolean => group === 'complaints'

interface Bounds {
  default: Setting
  min: Setting
  max: Setting
}

export const boundsOf = (name: SettingName): Bounds => ({ ...NUMBERS, ...HOURS })[name]

export const isHour = (name: SettingName): boolean => name in HOURS

/** What somebody typed for a setting; nothing typed is what is usual. Undefined: it is none, or outside its bounds. */
export function typedSetting(name: SettingName, typed: string): Setting | undefined {
  const text = typed.normalize('NFKC').trim()
  const { default: usual, min, max } = boundsOf(name)
  if (text === '') return usual
  const value = isHour(name) ? hourOf(text) : /^\d{1,6}$/.test(text) ? Number(text) : undefined
  return value !== undefined && value >= min && value <= max ? value : undefined
}

const hourOf = (text: string): string | undefined =>
  /^([01]?\d|2[0-3]):[0-5]\d$/.test(text) ? parseHour(text) : undefined

/** What somebody wants another than they saw, while another changed it to something else again. */
export const isOvertaken = (seen: Setting | undefined, now: Setting, wanted: Setting): boolean =>
  seen !== now && wanted !== now
