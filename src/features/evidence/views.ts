import type { ChurnRule, Evidence } from '../../care/churn.ts'
import type { Day } from '../../care/calendar.ts'
import type { Channel } from '../../care/interaction.ts'
import { evidenceOn, type KeptReason } from '../../care/warning.ts'
import type { Values } from '../../care/errors.ts'
import type { Key, Words } from '../../words/words.ts'

/** What a rule says of an account, with its numbers of today (care-rules §4, the last column). */
export function evidenceText(words: Words, reason: KeptReason, today: Day): string {
  const evidence = evidenceOn(reason, today)
  return words.t(keyOf(reason.rule, evidence), evidenceValues(words, evidence, today))
}

function keyOf(rule: ChurnRule, evidence: Evidence): Key {
  if (rule === 'gap') return evidence['currency'] ? 'evidence.gap' : 'evidence.gapBare'
  if (rule === 'opted-out' && evidence['channel']) return 'evidence.optedOutVia'
  if (rule === 'unhappy' && evidence['solving'])
    return evidence['solving'] === 'unsolved' ? 'evidence.unsolved' : 'evidence.dissatisfied'
  return rule === 'own-rhythm' && evidence['between'] === null ? 'evidence.ownRhythmOnce' : `evidence.${rule}`
}

/** Dates as readers write them, money in its currency. */
export function evidenceValues(words: Words, evidence: Evidence, today: Day): Values {
  const { amount, currency } = evidence
  const money =
    typeof amount === 'number' && typeof currency === 'string'
      ? { amount: words.money(amount, currency) }
      : {}
  const shown = Object.entries(evidence).map(([name, value]) => [name, textOf(words, name, value, today)])
  return { ...Object.fromEntries(shown), ...money }
}

function textOf(words: Words, name: string, value: Evidence[string] | undefined, today: Day): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'number') return words.number(value)
  if (name === 'channel') return words.t(`channels.${value as Channel}`)
  return name === 'on' || name === 'since' ? words.day(value as Day, today) : value
}
