import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { databaseTrouble } from './db/database.ts'
import type { Parts } from './run.ts'
import { botTrouble } from './slack/trouble.ts'

/** For how long Slack's answer serves, in milliseconds: whoever looks after the process may ask every second. */
const KEEP = 5_000

/** What is not ready, by name and in words; empty when all is. */
export function readinessOf({
  deps,
  quick,
  entrance,
  identity,
}: Parts): () => Promise<Record<string, string>> {
  const { queue, realNow } = deps
  return makeReadiness({
    database: answers(() => sql`select`.execute(quick.db), databaseTrouble),
    slack: rarely(answers(identity.anew, botTrouble), KEEP, realNow),
    socket: async () => entrance.trouble(),
    queue: async () => (queue.working() ? undefined : 'has not begun to work'),
  })
}

/** Looks at one thing; says in words why it is not ready, or nothing. */
type Look = () => Promise<string | undefined>

/** Whoever asks gets an answer within this time, whatever hangs; milliseconds. */
const PATIENCE = 2_500

function makeReadiness(looks: Readonly<Record<string, Look>>): () => Promise<Record<string, string>> {
  return async () => {
    const found = Object.entries(looks).map(async ([name, look]) => [name, await inTime(look)] as const)
    const wrong = (await Promise.all(found)).filter(([, why]) => why !== undefined)
    return Object.fromEntries(wrong) as Record<string, string>
  }
}

/** A look whose answer, good or bad, serves for `ms` milliseconds, and for all who ask meanwhile. */
function rarely(look: Look, ms: number, realNow: () => Date): Look {
  const last: { at: number; answer: Promise<string | undefined> | undefined } = { at: 0, answer: undefined }
  return () => {
    if (last.answer && realNow().getTime() - last.at < ms) return last.answer
    last.at = Infinity
    last.answer = look().finally(() => (last.at = realNow().getTime()))
    return last.answer
  }
}

/** A look that asks for something, and words for what it throws. */
const answers =
  (ask: () => Promise<unknown>, words: (error: unknown) => string): Look =>
  () =>
    ask().then(() => undefined, words)

async function inTime(look: Look): Promise<string | undefined> {
  const late = new AbortController()
  const tooLate = wait(PATIENCE, 'does not answer', { signal: late.signal })
  return Promise.race([look(), tooLate]).finally(() => late.abort())
}
