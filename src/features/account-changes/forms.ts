import { z } from 'zod'
import { TIERS } from '../../care/cadence.ts'
import { NUMBERS } from '../../care/settings.ts'
import { optional, reason, required } from '../accounts/forms.ts'
import { CareError } from '../../care/errors.ts'

/** Days of a plan, within the bounds of the workspace's own. */
const days = ({ min, max }: { min: number; max: number }) =>
  optional((text) => {
    const read = Number(text)
    if (!Number.isInteger(read) || read < min || read > max)
      throw new CareError('accounts.planDays', { min, max })
    return read
  })

/** Another tier, or another plan of a key customer. */
export const TierForm = z.object({
  tier: z.enum(TIERS, 'accounts.tierMissing'),
  rhythmDays: days(NUMBERS.keyRhythmDays),
  visitDays: days(NUMBERS.keyVisitDays),
  reason: required(reason),
})
export type TierChange = z.infer<typeof TierForm>

export const OwnerForm = z.object({ owner: z.string('accounts.ownerMissing'), reason: required(reason) })

export const RetireForm = z.object({ reason: required(reason) })

export const BringBackForm = z.object({ reason: optional(reason) })

/** What the ⋯ menu of a card sends: what to change, of which account. */
export function choiceOf(value: string): { what: string; account: number } {
  const [what = '', id = ''] = value.split(' ')
  return { what, account: Number(id) }
}
