import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

/** The rooms of the house, and what each may know: other rooms, and packages. The first that fits is a file's room. */
const rooms: Record<string, { files: RegExp; knows: string[] }> = {
  // Special functions are nobody's rule: one file has them from a library.
  gamma: { files: /^src\/care\/gamma\.ts$/, knows: ['simple-statistics'] },
  care: { files: /^src\/care\//, knows: ['care', 'gamma'] },
  holidays: {
    files: /^src\/holidays\//,
    knows: ['holidays', 'care', 'date-holidays', 'chinese-days', 'countries-and-timezones'],
  },
  words: { files: /^src\/words\//, knows: ['words', 'care', 'i18next'] },
  db: {
    files: /^src\/db\//,
    knows: ['db', 'care', 'type config', 'kysely', 'pg', 'pg-copy-streams'],
  },
  blocks: { files: /^src\/slack\/(blocks|charts|text|limits|lint)/, knows: ['blocks', '@slack'] },
  slack: {
    files: /^src\/slack\//,
    knows: [
      'slack',
      'blocks',
      'care',
      'calendar',
      'words',
      'db',
      'type config',
      '@slack',
      'zod',
      'kysely',
      'type pino',
    ],
  },
  csv: { files: /^src\/csv\//, knows: ['csv', 'care', 'csv-parse'] },
  jobs: {
    files: /^src\/jobs\//,
    knows: [
      'jobs',
      'slack',
      'type deps',
      'type db',
      '@slack',
      'node-cron',
      'pg-boss',
      'type zod',
      'type pino',
    ],
  },
  forms: { files: /^src\/features\/[^/]+\/forms\./, knows: ['forms', 'care', 'csv', 'type db', 'zod'] },
  queries: {
    files: /^src\/features\/[^/]+\/queries\./,
    knows: ['queries', 'care', 'holidays', 'db', 'kysely'],
  },
  views: {
    files: /^src\/features\/[^/]+\/views\./,
    knows: [
      'views',
      'type forms',
      'forms',
      'care',
      'calendar',
      'words',
      'blocks',
      'type slack',
      'type csv',
      'type queries',
      'type db',
      '@slack',
    ],
  },
  doors: {
    files: /^src\/features\/[^/]+\/(listeners|jobs)\./,
    knows: [
      'forms',
      'queries',
      'views',
      'care',
      'calendar',
      'holidays',
      'words',
      'csv',
      'slack',
      'blocks',
      'deps',
      'jobs',
      'type db',
      '@slack',
      'zod',
    ],
  },
  config: { files: /^src\/config/, knows: ['zod'] },
  deps: { files: /^src\/deps/, knows: ['type config', 'type db', 'type jobs', '@slack', 'type pino'] },
  page: {
    files: /^src\/sandbox\/page\//,
    knows: ['page', 'type sandbox', 'type @slack', 'react', 'react-dom', 'slack-blocks-to-jsx', 'vite'],
  },
  sandbox: {
    files: /^src\/sandbox\//,
    knows: ['sandbox', 'type config', 'blocks', 'emulate', '@slack', 'undici', 'ws', 'playwright-core'],
  },
  demo: {
    files: /^src\/demo\//,
    knows: [
      'demo',
      'root',
      'care',
      'doors',
      'forms',
      'queries',
      'sandbox',
      'slack',
      'jobs',
      'db',
      'type deps',
      'config',
    ],
  },
  root: {
    files: /^src\/(app|main|run|begin|end|readiness|log|cli|outside|commands\/)/,
    knows: [
      'root',
      'doors',
      'forms',
      'queries',
      'views',
      'words',
      'slack',
      'jobs',
      'db',
      'deps',
      'config',
      'care',
      'calendar',
      'holidays',
      '@slack',
      'pino',
      'zod',
      'kysely',
      'csv-parse',
    ],
  },
}

/** The order in which the story is told: a feature knows only those before it. */
const story = [
  'people',
  'team',
  'settings',
  'accounts',
  'calendar',
  'account-choice',
  'welcome',
  'account-figures',
  'statistics',
  'order-histories',
  'model',
  'expectations',
  'purchases',
  'import-people',
  'import-accounts',
  'import-orders',
  'import-interactions',
  'import-rows',
  'imports',
  'duties',
  'playbooks',
  'tallies',
  'cuts',
  'scores',
  'sightings',
  'warning-reasons',
  'warnings',
  'rule-records',
  'watch',
  'cadence',
  'follow-ups',
  'planned-steps',
  'outlook',
  'rescheduling',
  'interactions',
  'evidence',
  'cases',
  'account-history',
  'answers',
  'feedback',
  'viewers',
  'complaint-steps',
  'complaint-causes',
  'complaint-repeats',
  'complaint-parts',
  'complaints',
  'running-clocks',
  'complaint-outcome',
  'complaint-card',
  'complaint-clocks',
  'complaint-touches',
  'complaint-reopenings',
  'complaint-acts',
  'complaint-duties',
  'complaint-changes',
  'complaint-approvals',
  'complaint-verdicts',
  'complaint-reviews',
  'complaint-owners',
  'complaint-history',
  'complaint-files',
  'complaint-lists',
  'log-call',
  'corrections',
  'undo',
  'complaint-intake',
  'complaint-nudges',
  'complaint-posts',
  'complaint-channels',
  'muting',
  'account-form',
  'account-changes',
  'orders',
  'verdicts',
  'reasons',
  'account-card',
  'owner-names',
  'segment-counts',
  'segment-conditions',
  'segment-lists',
  'saved-segments',
  'segments',
  'segment-files',
  'tier-suggestions',
  'tier-cards',
  'digest-states',
  'movement',
  'digest-rows',
  'due',
  'digest',
  'mornings',
  'today',
  'refreshing',
  'digest-acts',
  'case-acts',
  'clock-acts',
  'delivery',
  'warning-list',
  'honest-rules',
  'home',
]

const roomOf = (file: string): string =>
  Object.keys(rooms).find((room) => rooms[room]?.files.test(file)) ?? 'nowhere'
const featureOf = (file: string): string => file.split('/')[2] ?? ''

const files = globSync('src/**/*.{ts,tsx}').map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const imports = files.flatMap(({ file, text }) =>
  [...text.matchAll(/^(?:import|export) (type )?[^'"]*?from '([^']+)'/gms)].map(([, type, from = '']) => ({
    file,
    to: from.startsWith('.') ? path.join(path.dirname(file), from) : from,
    type: Boolean(type),
  })),
)

const knownAs = (to: string): string => (to.startsWith('src/') ? roomOf(to) : (to.split('/')[0] ?? ''))

test('every file stands in a room', () => {
  expect(files.map(({ file }) => file).filter((file) => roomOf(file) === 'nowhere')).toEqual([])
})

test('every import goes where its room may go', () => {
  const trespasses = imports.filter(({ file, to, type }) => {
    const knows = rooms[roomOf(file)]?.knows ?? []
    const target = knownAs(to)
    return !to.startsWith('node:') && !knows.includes(target) && !(type && knows.includes(`type ${target}`))
  })
  expect(trespasses).toEqual([])
})

test('a feature knows only those before it, and nobody opens another’s listeners or jobs', () => {
  const inFeatures = imports.filter(({ file, to }) => [file, to].every((f) => f.startsWith('src/features/')))
  const wrong = inFeatures.filter(({ file, to }) => {
    const [from, target] = [featureOf(file), featureOf(to)]
    if (from === target) return false
    return story.indexOf(target) >= story.indexOf(from) || /(listeners|jobs)\.ts$/.test(to)
  })
  expect(wrong).toEqual([])
  const folders = globSync('src/features/*').map((folder) => path.basename(folder))
  expect(folders.filter((folder) => !story.includes(folder))).toEqual([])
})

test('a feature has at most five files, always of these names', () => {
  const names = globSync('src/features/*/*').map((file) => path.basename(file))
  const allowed = ['listeners.ts', 'forms.ts', 'queries.ts', 'views.ts', 'jobs.ts']
  expect(names.filter((name) => !allowed.includes(name))).toEqual([])
})

test('only main.ts, cli.ts and the sandbox read the clock and the environment', () => {
  const reads = /new Date\(\)|Date\.now\(|process\.env|sql`[^`]*\bnow\(\)/
  const outside = files.filter(
    ({ file, text }) => !/^src\/(main|cli|demo\/|sandbox)/.test(file) && reads.test(text),
  )
  expect(outside.map(({ file }) => file)).toEqual([])
})

test('no file is longer than 200 lines', () => {
  expect(files.filter(({ text }) => text.split('\n').length > 201).map(({ file }) => file)).toEqual([])
})
