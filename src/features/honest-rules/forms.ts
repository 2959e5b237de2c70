import { z } from 'zod'
import { boundsOf, typedSetting } from '../../care/setting-groups.ts'

/** Days without an order that somebody tries; the bounds are those of the setting. */
export const WhatIfForm = z.object({
  days: z
    .string()
    .default('')
    .transform((text, issues): number => {
      const value = text.trim() === '' ? undefined : typedSetting('gapDaysGeneral', text)
      if (typeof value === 'number') return value
      const { min, max } = boundsOf('gapDaysGeneral')
      issues.addIssue({ code: 'custom', message: 'settings.range', params: { min, max } })
      return z.NEVER
    }),
})
