import { expect, test } from 'vitest'
import { agoText } from '../../src/sandbox/page/dates.ts'

const now = new Date('2026-03-02T09:00:00Z')

test.for([
  ['2026-03-02T09:00:30Z', 'this minute', '此刻'],
  ['2026-03-02T08:59:01Z', 'this minute', '此刻'],
  ['2026-03-02T08:01:00Z', '59 minutes ago', '59分钟前'],
  ['2026-03-02T08:00:00Z', '1 hour ago', '1小时前'],
  ['2026-03-01T09:00:01Z', '23 hours ago', '23小时前'],
  ['2026-03-01T09:00:00Z', 'yesterday', '昨天'],
  ['2026-02-23T10:00:00Z', '6 days ago', '6天前'],
] as const)('what came at %s was %s', ([at, english, chinese]) => {
  const said = (locale: string): string => agoText(new Date(at), { zone: 'UTC', locale, now })
  expect([said('en-GB'), said('zh-CN')]).toEqual([english, chinese])
})
