import type { Words } from '../../words/words.ts'
import type { Standing } from './queries.ts'

/** Where an account stands, and what its stage asks of us (care-rules §3.3); nothing of one that is retired. */
export function standingLines(standing: Standing, { t }: Words): string[] {
  if (!standing) return []
  const { segment, stage, r, f, m } = standing
  const names = [t(`segmentNames.${segment}`), t(`stages.${stage}`)]
  const scores = r === null ? [] : [`R ${r} · F ${f} · M ${m}`]
  return [[...names, ...scores].join(' · '), `_${t(`stageAdvice.${stage}`)}_`]
}
