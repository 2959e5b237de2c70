import { globSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { calls as others } from './calls.ts'
import { complaintCalls } from './complaint-calls.ts'
import { complaintWholeCalls } from './complaint-whole-calls.ts'
import { importCalls } from './import-calls.ts'
import { scoreCalls } from './score-calls.ts'
import { verdictCalls } from './verdict-calls.ts'
import { warningCalls } from './warning-calls.ts'
import { twoWorkspaces } from './two-workspaces.ts'

const calls = {
  ...others,
  ...warningCalls,
  ...importCalls,
  ...scoreCalls,
  ...complaintCalls,
  ...verdictCalls,
  ...complaintWholeCalls,
}

/** What is not called here, and why. */
const spans: Readonly<Record<string, string>> = {
  'people.ensureWorkspace': 'finds a workspace by Slack’s own id of it',
  'people.workspaces': 'tells the bells which workspaces there are',
  'people.takeStaleWorkspaces': 'tells a bell whose people are to be read',
  'expectations.expectedOrders': 'asks no database',
  'expectations.pAlive': 'asks no database',
  'watch.takeUnwatched': 'tells a bell whose accounts are to be looked at',
  'model.takeModelsDue': 'tells a bell whose model is to be fitted',
  'statistics.takeOutdatedWorkspaces': 'tells a bell whose figures are to be worked out anew',
  'welcome.takeOwnersToWelcome': 'tells a bell whom to welcome, wherever they are, each with the workspace',
  'welcome.takeAdminsToIntroduce': 'the same',
  'account-figures.among': 'asks no database',
  'accounts.nameColumns': 'asks no database',
  'accounts.pairs': 'asks no database',
  'account-changes.planOf': 'asks no database',
  'digest.linesOf': 'asks no database',
  'follow-ups.asOpen': 'asks no database',
  'cuts.cutsAmong': 'reads what the statement that it is given has found',
  'cuts.measuresThen': 'a part of movement.findMoved',
  'cuts.measures': 'a part of statements that are called here',
  'cuts.scored': 'the same',
  'cuts.takeDue': 'tells a bell whose cuts are due',
  'segment-conditions.conditionOf': 'a part of segment-lists.accountsOf',
  'segment-counts.tallied': 'asks no database',
  'team.managersAmong': 'asks no database',
  'tallies.differences': 'a part of scores.rescore',
  'purchases.whyNoModel': 'asks no database',
  'rescheduling.goneError': 'asks no database',
  'import-rows.staged': 'fills a table of its own transaction; what is done with it is called here',
  'import-rows.goodRows': 'reads the file’s rows alone',
  'import-rows.noteGrowth': 'tells PostgreSQL’s planner of its own figures',
  'complaints.stateOf': 'asks no database',
  'complaints.holdComplaint': 'takes locks and reads nothing',
  'complaint-owners.checkHandOver': 'asks no database',
  'complaint-duties.detailOf': 'asks no database',
  'complaint-duties.askedToAct': 'asks no database',
  'complaint-posts.holdCards': 'takes a lock and reads nothing',
  'refreshing.holdMessage': 'takes a lock and reads nothing',
  'slack/once.once': 'opens a transaction around claim, which is called here',
}

const files = [
  ...globSync('src/features/*/queries.ts'),
  'src/db/undo.ts',
  'src/slack/once.ts',
  'src/slack/pace.ts',
]

/** `src/features/orders/queries.ts` has `orders.…`, `src/db/undo.ts` has `db/undo.…`. */
const prefixOf = (file: string): string =>
  file.replace(/^src\/(features\/)?/, '').replace(/(\/queries)?\.ts$/, '')

async function exportedQueries(): Promise<string[]> {
  const modules = await Promise.all(
    files.map(async (file) => {
      const exported = (await import(/* @vite-ignore */ `../../${file}`)) as Record<string, unknown>
      const names = Object.keys(exported).filter((name) => typeof exported[name] === 'function')
      return names.map((name) => `${prefixOf(file)}.${name}`)
    }),
  )
  return modules.flat()
}

let world: Awaited<ReturnType<typeof twoWorkspaces>>
beforeAll(async () => {
  world = await twoWorkspaces()
})
afterAll(() => world.drop())

test('every query is called here with another workspace’s ids', async () => {
  const exported = await exportedQueries()
  const known = [...Object.keys(calls), ...Object.keys(spans)]
  expect(
    exported.filter((name) => !known.includes(name)),
    'give each a line in test/tenancy/calls.ts, or say in `spans` why it needs none',
  ).toEqual([])
  expect(
    known.filter((name) => !exported.includes(name)),
    'these are gone: take their lines out',
  ).toEqual([])
})

test('there is something of every table to be given away', () => {
  const empty = Object.keys(world.before).filter((table) => world.before[table] === null)
  expect(empty, 'let test/tenancy/customer.ts make a row in each of these').toEqual([])
})

test.for(Object.entries(calls))(
  '%s gives and changes nothing of another workspace',
  async ([name, query]) => {
    const { ours, theirs, before, both, oursAlone, call } = world
    let finds = false
    for (const customer of theirs.customers) {
      const foreign = await call(both, ours, customer, query)
      expect(
        foreign.theirs,
        `${name} changes rows of another workspace: a statement forgets workspace_id`,
      ).toEqual(before)
      const alone = await call(oursAlone, ours, customer, query)
      const { said, ours: left } = foreign
      expect(
        { said, left },
        `${name} answers or writes otherwise where another workspace has these ids`,
      ).toEqual({
        said: alone.said,
        left: alone.ours,
      })
      const own = await call(both, theirs.of, customer, query)
      finds ||= !isDeepStrictEqual([own.said, own.theirs], [said, before])
    }
    expect(
      finds,
      `${name} finds nothing even where the ids are from, which proves nothing: give it other ids`,
    ).toBe(true)
  },
)
