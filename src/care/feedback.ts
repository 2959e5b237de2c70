/** What a customer answered or did for us (care-rules §3.3, §11). */
export const FEEDBACK = ['nps', 'satisfaction', 'referral', 'co-creation'] as const
export type FeedbackKind = (typeof FEEDBACK)[number]

/** The least and the most of an answer; null: there is nothing to score. */
export const SCORES: Readonly<Record<FeedbackKind, { min: number; max: number } | null>> = {
  nps: { min: 0, max: 10 },
  satisfaction: { min: 1, max: 5 },
  referral: null,
  'co-creation': null,
}

/** An answer that can be recorded is at most so many days old. */
export const FEEDBACK_DAYS = 365

/** From here on they recommend us: ask for an introduction (care-rules §11). */
const PROMOTES = 9

interface Answer {
  kind: FeedbackKind
  score: number | null
}

export const isPromoter = ({ kind, score }: Answer): boolean => kind === 'nps' && (score ?? 0) >= PROMOTES
