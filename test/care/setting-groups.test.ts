import { expect, test } from 'vitest'
import { SETTING_GROUPS, typedSetting } from '../../src/care/setting-groups.ts'
import { HOURS, NUMBERS } from '../../src/care/settings.ts'
import { en } from '../../src/words/en/all.ts'
import { zhCn } from '../../src/words/zh-cn/all.ts'

const names = Object.keys({ ...NUMBERS, ...HOURS }).toSorted()

test('every number and hour stands in exactly one group', () => {
  expect(Object.values(SETTING_GROUPS).flat().toSorted()).toEqual(names)
})

test.for([
  ['English', en],
  ['Chinese', zhCn],
] as const)('every number, hour and group has its words in %s', ([, words]) => {
  expect(Object.keys(words.settingNames).toSorted()).toEqual(names)
  expect(Object.keys(words.settingGroups)).toEqual(Object.keys(SETTING_GROUPS))
})

test.for([
  ['gapDaysGeneral', '120', 120],
  ['gapDaysGeneral', '１２０', 120],
  ['gapDaysGeneral', '  ', 90],
  ['gapDaysGeneral', '7', 7],
  ['gapDaysGeneral', '6', undefined],
  ['gapDaysGeneral', '731', undefined],
  ['gapDaysGeneral', '12.5', undefined],
  ['gapDaysGeneral', '-90', undefined],
  ['gapDaysGeneral', 'ninety', undefined],
  ['defaultHour', '9：15', '09:15'],
  ['defaultHour', '', '08:30'],
  ['catchUpUntil', '08:59', undefined],
  ['catchUpUntil', '24:00', undefined],
] as const)('for %s, “%s” is read as %s', ([name, text, value]) => {
  expect(typedSetting(name, text)).toBe(value)
})
