import type { ModalView } from '@slack/types'
import { type Day, dayIn } from '../../care/calendar.ts'
import {
  boundsOf,
  GROUP_NAMES,
  SETTING_GROUPS,
  type SettingGroup,
  type SettingName,
} from '../../care/setting-groups.ts'
import type { Settings } from '../../care/settings.ts'
import { actions, context, field, option, plain } from '../../slack/blocks.ts'
import type { Words } from '../../words/words.ts'
import type { SettingChange } from './queries.ts'

interface Shown {
  settings: Settings
  changes: readonly SettingChange[]
  today: Day
  /** Of the reader. */
  zone: string
}

/** The workspace's numbers, one group at a time. */
export function settingsModal(words: Words, group: SettingGroup, shown: Shown): ModalView {
  const { t } = words
  const names = SETTING_GROUPS[group]
  const groups = GROUP_NAMES.map((name) => option(t(`settingGroups.${name}`), name))
  const chosen = groups.find(({ value }) => value === group)
  const seen = Object.fromEntries(names.map((name) => [name, shown.settings[name]]))
  return {
    type: 'modal',
    callback_id: 'settings.keep',
    private_metadata: JSON.stringify({ group, seen }),
    title: plain(t('settings.title'), 24),
    submit: plain(t('settings.save'), 24),
    close: plain(t('settings.close'), 24),
    blocks: [
      actions('group', {
        type: 'static_select',
        action_id: 'settings.group',
        options: groups,
        ...(chosen && { initial_option: chosen }),
      }),
      context(t('settings.about')),
      ...names.map((name) => numberField(words, name, shown)),
    ],
  }
}

/** What is as usual stands there in grey. */
function numberField(words: Words, name: SettingName, { settings, changes, today, zone }: Shown) {
  const { default: usual, min, max } = boundsOf(name)
  const value = settings[name]
  const change = changes.find((one) => one.name === name)
  const bounds = words.t('settings.bounds', { min, max, usual })
  const last =
    change &&
    words.t('settings.changed', {
      who: change.who,
      day: words.day(dayIn(zone, change.at), today),
      was: change.before,
    })
  return field(
    name,
    words.t(`settingNames.${name}`),
    {
      type: 'plain_text_input',
      placeholder: plain(String(usual), 150),
      max_length: 20,
      ...(value !== usual && { initial_value: String(value) }),
    },
    { optional: true, hint: [bounds, last].filter(Boolean).join(words.locale === 'en' ? ' ' : '') },
  )
}
