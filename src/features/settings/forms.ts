import { z } from 'zod'
import {
  boundsOf,
  GROUP_NAMES,
  isHour,
  type Setting,
  SETTING_GROUPS,
  type SettingGroup,
  type SettingName,
  typedSetting,
} from '../../care/setting-groups.ts'

/** What stood in the modal when it was opened: another admin may change it meanwhile. */
export const SettingsPlace = z.object({
  group: z.enum(GROUP_NAMES),
  seen: z.record(z.string(), z.union([z.number(), z.string()])),
})

export const Chosen = z.object({ group: z.enum(GROUP_NAMES) })

/** What an admin typed for the numbers of a group. */
export const settingsForm = (group: SettingGroup) =>
  z.object(Object.fromEntries(SETTING_GROUPS[group].map((name) => [name, settingField(name)])))

const settingField = (name: SettingName) =>
  z
    .string()
    .default('')
    .transform((text, issues): Setting => {
      const value = typedSetting(name, text)
      if (value !== undefined) return value
      const { min, max } = boundsOf(name)
      const message = isHour(name) ? 'settings.hourRange' : 'settings.range'
      issues.addIssue({ code: 'custom', message, params: { min, max } })
      return z.NEVER
    })
