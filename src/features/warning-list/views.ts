import type { Day } from '../../care/calendar.ts'
import { button, divider, section } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import { evidenceText } from '../evidence/views.ts'
import type { WarningList } from './queries.ts'

interface At {
  today: Day
  workspace: { currency: string }
}

/** `/tend warnings`: who may be leaving, by rep, by sign, and the most at stake with a button each. */
export function warningsAnswer(words: Words, list: WarningList, at: At): Said {
  const { t } = words
  const money = (minor: number): string => words.money(minor, at.workspace.currency)
  if (list.count === 0) return said(t('warnings.listNone'))
  const title = t('warnings.listTitle', { count: list.count, amount: money(list.atStake) })
  const line = (name: string, { count, atStake }: { count: number; atStake: number }): string =>
    `• ${t('warnings.line', { name, count, amount: money(atStake) })}`
  const byRep = list.byRep.map((share) =>
    line(share.name ? verbatim(share.name, 60) : t('warnings.nobody'), share),
  )
  const byRule = list.byRule.map((share) => line(t(`warnings.rules.${share.name}`), share))
  return {
    text: title,
    blocks: [
      section(`*${title}*`),
      section([`*${t('warnings.byRep')}*`, ...byRep].join('\n')),
      section([`*${t('warnings.byRule')}*`, ...byRule].join('\n')),
      divider(),
      section(`*${t('warnings.top')}*`),
      ...list.top.map((one) => topRow(words, one, at)),
    ],
  }
}

function topRow(words: Words, one: WarningList['top'][number], { today, workspace }: At) {
  const { t } = words
  const why = one.reasons.map((reason) => evidenceText(words, reason, today)).join(' · ')
  const text = t('warnings.row', {
    account: verbatim(one.account, 110),
    owner: one.owner ? verbatim(one.owner, 60) : t('warnings.nobody'),
    level: t(`warnings.levels.${one.level}`),
    why,
  })
  const stake = t('warnings.stake', { amount: words.money(one.atStake, workspace.currency) })
  return {
    ...section(`${text}\n${stake}`),
    accessory: button('warnings.open', t('warnings.open'), String(one.id)),
  }
}

const said = (text: string): Said => ({ text, blocks: [section(text)] })
