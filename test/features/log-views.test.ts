import { describe, expect, test } from 'vitest'
import { day } from '../../src/care/calendar.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { loggedAnswer } from '../../src/features/interactions/views.ts'
import type { Coming } from '../../src/features/outlook/queries.ts'
import { logModal, nearAnswer, usage } from '../../src/features/log-call/views.ts'
import { handOverModal, snoozedAnswer, snoozeModal } from '../../src/features/rescheduling/views.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { wordsFor } from '../../src/words/words.ts'

const today = day('2026-03-02')
const LONG = '船🚢<&*_“'.repeat(30).slice(0, 200)
const NOTE = '"\\👨‍👩‍👧 <!here>\n'.repeat(400).slice(0, 3900)

const coming = (rule: Coming['rule'], every: number | null): Coming => ({
  dutyId: 1,
  rule,
  needs: 'visit',
  afterComplaint: false,
  tier: 'important',
  on: day('2027-01-14'),
  every,
})

const known = {
  duty: { id: 7, revision: 3, rule: 'rhythm', snoozes: 0, accountId: 1 },
  account: { name: LONG },
  rep: {
    id: 'U1',
    zone: 'Asia/Shanghai',
    standInId: null,
    cal: { weekdays: [1, 2], off: new Set(), extra: new Set() },
  },
} as unknown as Parameters<typeof snoozeModal>[1]

const at = { now: new Date('2026-03-02T01:00Z'), today, workspace: { settings: settingsFrom() } }

const logged = {
  interactionId: 9_007_199_254_740_991,
  undoId: 9_007_199_254_740_991,
  account: { id: 1, name: LONG, retired: false },
  closed: [
    { id: 1, rule: 'thank' },
    { id: 2, rule: 'rhythm' },
  ],
  attempt: true,
  planned: false,
  quiet: true,
  again: false,
  due: [coming('visit', 90), coming('promise', null)],
  next: coming('rhythm', 90),
  after: coming('rhythm', 90),
} as const

describe.each(['en-GB', 'zh-CN'])('Slack takes, in %s,', (locale) => {
  const words = wordsFor(locale)
  const near = Array.from({ length: 5 }, (_, i) => ({
    id: 9_007_199_254_740_991 - i,
    name: LONG,
    nameKey: LONG,
    externalId: LONG.slice(0, 60),
    tier: 'key' as const,
    ownerId: 'U2',
    retiredAt: null,
    owner: LONG,
  }))

  test('the modal, empty and with the longest that can stand in it', () => {
    const draft = {
      account: { id: 1, name: LONG },
      when: today,
      time: '09:00',
      summary: NOTE,
      nextStep: NOTE,
      nextDate: today,
    }
    expect(lintBlocks(logModal(words, { when: today }))).toEqual([])
    expect(lintBlocks(logModal(words, draft, { channel: 'C1' }))).toEqual([])
    expect(
      lintBlocks(logModal(words, { ...draft, kind: 'value', outcome: 'bad' }, { interaction: 1 })),
    ).toEqual([])
  })

  test('answers, however long the names', () => {
    const said = { channel: 'email', occurredOn: day('2025-01-14') } as const
    for (const answer of [
      loggedAnswer(words, { ...logged, closed: [...logged.closed], due: [...logged.due] }, said, today),
      nearAnswer(words, { name: LONG, note: NOTE }, near, 'U1'),
      nearAnswer(words, { name: LONG, note: 'x' }, [], 'U1'),
      usage(words),
    ]) {
      expect(lintBlocks(answer)).toEqual([])
      expect(answer.text).not.toBe('')
    }
  })

  test('putting off and handing over', () => {
    expect(lintBlocks(snoozeModal(words, known, at, { channel: 'C1' }))).toEqual([])
    expect(lintBlocks(handOverModal(words, known, { channel: 'C1' }))).toEqual([])
    expect(lintBlocks(snoozedAnswer(words, known, { until: today, at: null }, at, 5))).toEqual([])
  })
})

const value = (note: string): string => {
  const { blocks } = nearAnswer(wordsFor('en'), { name: 'x', note }, [], 'U1')
  const [button] = blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))
  return button?.type === 'button' ? (button.value ?? '') : ''
}

test('every word a person typed is on each button, or on the message with as much as fits on the button', () => {
  expect(JSON.parse(value('short'))).toEqual({ account: null, note: 'short' })
  const cut = (JSON.parse(value(NOTE)) as { note: string }).note
  expect(NOTE.startsWith(cut.replace(/…$/, ''))).toBe(true)
  expect(cut.length).toBeGreaterThan(250)
})
