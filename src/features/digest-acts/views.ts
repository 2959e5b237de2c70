import type { KnownBlock, ModalView } from '@slack/types'
import type { Rule } from '../../care/cadence.ts'
import { type Day, nextWorkday } from '../../care/calendar.ts'
import type { Settings } from '../../care/settings.ts'
import { context, plain, section } from '../../slack/blocks.ts'
import { verbatim } from '../../slack/text.ts'
import type { Sheet } from '../digest-states/views.ts'
import type { Facts } from '../reasons/queries.ts'
import { beatOf, everyText, reasonOf } from '../reasons/views.ts'

/**
 * Why a customer stands in the list: the rule and where it is written, its dates, and what moved it, or `lines` in their
 * place; `signs` below.
 */
export function whyModal(
  facts: Facts,
  sheet: Sheet,
  { signs = [], lines: own }: { signs?: readonly KnownBlock[]; lines?: readonly string[] } = {},
): ModalView {
  const { words } = sheet
  const reason = reasonOf(facts, { ...sheet, quote: (text) => verbatim(text) })
  const lines = [
    ...(own ?? [ruleText(facts, sheet), ...dateLines(facts, sheet)]),
    ...personLines(facts, sheet),
  ]
  return {
    type: 'modal',
    title: plain(words.t('why.title'), 24),
    close: plain(words.t('why.close'), 24),
    blocks: [
      section(`*${verbatim(facts.account, 150)}*\n${reason}`),
      section(lines.map((line) => `• ${line}`).join('\n')),
      context(words.t('why.sections', { sections: sectionsOf(facts) })),
      ...signs,
    ],
  }
}

/** The rule in its own numbers, as this workspace has set them. */
function ruleText(facts: Facts, { words, settings }: Sheet): string {
  const tier = words.t(`tiers.${facts.tier}`)
  const beat = beatOf(facts, settings)
  if (beat) {
    const every = everyText(words, beat.every)
    return words.t(beat.needs === 'visit' ? 'why.rhythmVisit' : 'why.rhythm', { tier, every })
  }
  const texts: Partial<Record<Rule, string>> = {
    thank: words.t('why.thank', { count: thankDays(facts, settings), tier }),
    settle: words.t('why.settle', { days: settings.settleDay, tier }),
    care: words.t('why.care', { days: settings.careDay, tier }),
    manual: facts.complainedOn ? words.t('why.afterComplaint', touchDays(settings)) : words.t('why.manual'),
  }
  return texts[facts.rule] ?? words.t('why.other', { rule: words.t(`rules.${facts.rule}`) })
}

const touchDays = (settings: Settings) => ({
  first: settings.complaintTouchFirstDay,
  second: settings.complaintTouchSecondDay,
})

const thankDays = ({ tier }: Facts, settings: Settings): number =>
  ({
    general: settings.thankLatestDaysGeneral,
    important: settings.thankLatestDaysImportant,
    key: settings.thankLatestDaysKey,
  })[tier]

function dateLines({ idealOn, latestOn, snoozes }: Facts, sheet: Sheet): string[] {
  const { words, today, settings } = sheet
  const [ideal, latest] = [idealOn, latestOn].map((date) => nextWorkday(sheet.cal, date))
  const day = (date: Day | undefined): string => (date ? words.day(date, today) : '')
  const moves = [...new Set([idealOn, latestOn])].filter((date) => nextWorkday(sheet.cal, date) !== date)
  return [
    words.t('why.due', { ideal: day(ideal), latest: day(latest) }),
    ...moves.map((from) =>
      words.t('why.moved', { day: day(from), moved: day(nextWorkday(sheet.cal, from)) }),
    ),
    ...(snoozes > 0 ? [words.t('why.snoozed', { used: snoozes, limit: settings.snoozeLimit })] : []),
    words.t('why.levelled', { count: settings.capacity }),
  ]
}

function personLines({ repId }: Facts, { words, viewer, today }: Sheet): string[] {
  const away = viewer.covers.find(({ id }) => id === repId)
  if (!away) return []
  return [words.t('why.standIn', { name: verbatim(away.name, 60), day: words.day(away.until, today) })]
}

/** Where the care rules say so. */
function sectionsOf({ rule, complainedOn }: Facts): string {
  if (complainedOn) return '§2.4, §4.6'
  const steps = '§2, §2.2, §2.3'
  const sections: Partial<Record<Rule, string>> = {
    thank: steps,
    settle: steps,
    care: steps,
    rhythm: '§2, §2.1, §2.2',
    visit: '§2, §2.1, §2.2',
    manual: '§2.4, §10.2',
    leaving: '§4, §4.1, §4.4',
    respond: '§5, §5.3',
    contact: '§5, §5.3',
    solution: '§5, §5.3',
    'follow-up': '§5, §5.3, §5.4',
    review: '§5, §5.3, §5.5',
  }
  return sections[rule] ?? '§10.2'
}
