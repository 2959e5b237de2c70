import type { ModalView } from '@slack/types'
import type { Day } from '../../care/calendar.ts'
import { CHURN_RULES, type ChurnRule, gapLimits } from '../../care/churn.ts'
import { BACK_DAYS, LOOK_BACK_DAYS, percentOf } from '../../care/honest-rules.ts'
import { CAUSES } from '../../care/playbook.ts'
import { boundsOf } from '../../care/setting-groups.ts'
import type { Settings } from '../../care/settings.ts'
import { actions, button, context, divider, field, plain, section, stack } from '../../slack/blocks.ts'
import type { Pictured } from '../../slack/pictures.ts'
import type { Words } from '../../words/words.ts'
import { type Foresight, foresightPicture } from '../purchases/views.ts'
import type { CauseRecord, Records, RuleRecord } from '../rule-records/queries.ts'
import type { WhatIf } from './queries.ts'

interface Known extends Records {
  foresight: Foresight
  settings: Settings
}

const spans = { days: LOOK_BACK_DAYS, back: BACK_DAYS }

/** `/tend rules`: what became of the warnings of each sign and each cause, and of what the model expected, every figure with what it counts. */
export function ruleAnswer(
  words: Words,
  { rules, causes, asOf, foresight, settings }: Known,
  today: Day,
): Pictured {
  const { t } = words
  const text = t('honestRules.title')
  return {
    text,
    blocks: [
      section(`*${text}*`),
      context(t('honestRules.about', spans)),
      ...(asOf ? [context(t('honestRules.asOf', { day: words.day(asOf, today) }))] : []),
      ...CHURN_RULES.map((rule) => {
        const record = rules.find((one) => one.rule === rule) ?? { ...unseen, rule }
        return section(`*${ruleName(words, rule, settings)}*\n${ruleText(words, record)}`)
      }),
      divider(),
      section(`*${t('honestRules.causes')}*\n${causesText(words, causes)}`),
      context(t('honestRules.causesAbout', spans)),
      divider(),
      ...foresightPicture(words, foresight),
      actions(undefined, button('honest-rules.ask', t('honestRules.ask'), 'open')),
    ],
  }
}

const unseen = {
  opened: 0,
  contacted: 0,
  young: 0,
  youngBack: 0,
  leftAlone: 0,
  leftAloneBack: 0,
  helped: 0,
  helpedBack: 0,
}

function ruleName({ t }: Words, rule: ChurnRule, settings: Settings): string {
  const days = [...new Set(Object.values(gapLimits(settings)))].join('/')
  return rule === 'gap'
    ? t('honestRules.gapRule', { days })
    : t('honestRules.rule', { name: t(`warnings.rules.${rule}`) })
}

/** “–” where there is nothing to count, never 0 % (care-rules §13). */
function share({ t }: Words, part: number, whole: number): string {
  const percent = percentOf(part, whole)
  return percent === null ? t('honestRules.none') : t('honestRules.percent', { percent })
}

function ruleText(words: Words, record: RuleRecord): string {
  const { t } = words
  const { opened, contacted, leftAlone, leftAloneBack, helped, helpedBack, young, youngBack } = record
  return [
    t('honestRules.opened', { opened, share: share(words, contacted, opened) }),
    t('honestRules.alone', { share: share(words, leftAloneBack, leftAlone), n: leftAlone }),
    t('honestRules.helped', { share: share(words, helpedBack, helped), n: helped }),
    ...(young > 0 ? [t('honestRules.young', { young, back: youngBack })] : []),
  ].join('\n')
}

function causesText(words: Words, causes: readonly CauseRecord[]): string {
  const { t } = words
  const lines = [...CAUSES, null].map((cause) => {
    const found = causes.find((one) => one.cause === cause)
    const { ended, won, wonBefore, lostAgain } = found ?? { ended: 0, won: 0, wonBefore: 0, lostAgain: 0 }
    const name = cause ? t(`warnings.causes.${cause}`) : t('honestRules.noCause')
    return `• ${t('honestRules.cause', {
      name,
      share: share(words, won, ended),
      n: ended,
      again: share(words, lostAgain, wonBefore),
      before: wonBefore,
    })}`
  })
  return lines.join('\n')
}

/** Another limit, and once it was tried what it would have changed; null: that is not known yet. */
export function whatIfModal(
  words: Words,
  settings: Settings,
  tried?: { days: number; found: WhatIf | null },
): ModalView {
  const { t } = words
  const { min, max } = boundsOf('gapDaysGeneral')
  const hint = t('honestRules.askHint', { min, max, ...gapLimits(settings) })
  const element = { type: 'plain_text_input' as const, max_length: 3 }
  return {
    type: 'modal',
    callback_id: 'honest-rules.work',
    title: plain(t('honestRules.askTitle'), 24),
    submit: plain(t('honestRules.work'), 24),
    close: plain(t('honestRules.close'), 24),
    blocks: stack(
      field('days', t('honestRules.askDays'), element, { hint }),
      tried && section(whatIfText(words, tried)),
      tried?.found && context(t('honestRules.whatIfAbout', { days: LOOK_BACK_DAYS })),
    ),
  }
}

function whatIfText({ t }: Words, { days, found }: { days: number; found: WhatIf | null }): string {
  if (!found) return t('honestRules.working', { days })
  const { present, other, fewer, fewerLeft, more, moreLeft, both, bothLeft } = found
  if (fewer + more === 0) return t('honestRules.same', { days, both })
  return [
    ...(fewer > 0 ? [t('honestRules.fewer', { days, count: fewer, left: fewerLeft, present })] : []),
    ...(more > 0 ? [t('honestRules.more', { days, count: more, left: moreLeft, other })] : []),
    t('honestRules.both', { both, left: bothLeft }),
  ].join('\n')
}
