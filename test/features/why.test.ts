import { expect, test } from 'vitest'
import { RULES, TIERS } from '../../src/care/cadence.ts'
import { day } from '../../src/care/calendar.ts'
import { settingsFrom } from '../../src/care/settings.ts'
import { whyModal } from '../../src/features/digest-acts/views.ts'
import type { Sheet } from '../../src/features/digest-states/views.ts'
import type { Facts } from '../../src/features/reasons/queries.ts'
import { reasonOf } from '../../src/features/reasons/views.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import { wordsFor } from '../../src/words/words.ts'

const facts: Facts = {
  id: 1,
  rule: 'thank',
  needs: 'any',
  since: day('2026-02-26'),
  repId: 'UBEN',
  rep: 'Ben',
  // A Saturday, and the Sunday of a week later.
  idealOn: day('2026-02-28'),
  latestOn: day('2026-03-08'),
  snoozedUntil: null,
  snoozes: 1,
  closedAt: null,
  closedBy: null,
  closer: null,
  closedHow: null,
  accountId: 1,
  account: '<!here> *Acme*',
  externalId: null,
  tier: 'key',
  ownerId: 'UBEN',
  zone: null,
  cameOn: day('2026-01-05'),
  retiredAt: null,
  rhythmDays: null,
  visitDays: null,
  lastOrderOn: day('2026-02-26'),
  lastTouchOn: day('2026-02-12'),
  lastVisitOn: null,
  touchChannel: 'call',
  topic: null,
  step: 'send `the` offer',
  complainedOn: null,
  boughtOn: day('2026-02-26'),
  bought: 124_000,
  currency: 'EUR',
  bestChannel: null,
  hoursFrom: null,
  hoursTo: null,
  undoId: null,
  act: null,
  actorId: null,
  actor: null,
  actedAt: null,
  others: [],
  warning: null,
  mutedBy: null,
  mutedSince: null,
  complaintId: null,
  severity: null,
  complaintFacts: null,
  clockDueAt: null,
  clockStands: null,
  clockApprovers: null,
}

function sheet(locale: string): Sheet {
  const away = { id: 'UBEN', name: 'Ben', until: day('2026-03-06') }
  return {
    words: wordsFor(locale),
    today: day('2026-03-02'),
    zone: 'UTC',
    settings: settingsFrom(),
    cal: { weekdays: [1, 2, 3, 4, 5], off: new Set(), extra: new Set() },
    viewer: { id: 'UMEI', name: 'Mei', hour: '08:30', covers: [away] },
    now: new Date('2026-03-02T09:00:00Z'),
  }
}

test.for(['en', 'zh-CN'])('why: every rule of every tier is told whole, and pings nobody: %s', (locale) => {
  for (const rule of RULES) {
    for (const tier of TIERS) {
      const view = whyModal({ ...facts, rule, tier }, sheet(locale))
      expect(lintBlocks(view)).toEqual([])
      expect(JSON.stringify(view)).not.toMatch(/\{\{\w|undefined|<!here>/)
    }
  }
})

test('it names the rule’s own number, the section, the dates, and what moved them', () => {
  const text = JSON.stringify(whyModal(facts, sheet('en')).blocks)
  expect(text).toContain('Bought €1,240.00 on Thu 26 Feb – thank them by Mon 9 Mar')
  expect(text).toContain('After each purchase: thanks on the next day (key).')
  expect(text).toContain('Due from Mon 2 Mar, at the latest Mon 9 Mar.')
  expect(text).toContain('You do not work on Sat 28 Feb, so it moved to Mon 2 Mar.')
  expect(text).toContain('You do not work on Sun 8 Mar, so it moved to Mon 9 Mar.')
  expect(text).toContain('Put off 1 of 3 times.')
  expect(text).toContain('It is Ben’s; you stand in until Fri 6 Mar.')
  expect(text).toContain('Care rules §2, §2.2, §2.3')
})

test('a reason says how late, for whom only a visit counts, and what was agreed', () => {
  const reading = { ...sheet('en'), quote: (text: string) => `“${text}”` }
  const late = { ...facts, latestOn: day('2026-02-27'), idealOn: day('2026-02-27') }
  expect(reasonOf(late, reading)).toBe('Bought €1,240.00 on Thu 26 Feb – thank them – 3 days overdue')
  expect(reasonOf({ ...facts, rule: 'visit', needs: 'visit' }, reading)).toBe(
    'Bought on Thu 26 Feb, not visited since – key, every 90 days: only a visit counts',
  )
  expect(reasonOf({ ...facts, rule: 'manual' }, reading)).toBe(
    'Planned on Thu 26 Feb: “send `the` offer” (by Mon 9 Mar)',
  )
})
