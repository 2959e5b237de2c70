import { pino } from 'pino'
import { onTestFinished } from 'vitest'
import { jobs } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { connect, type Db } from '../../src/db/database.ts'
import type { Deps } from '../../src/deps.ts'
import type { Kind, Outcome } from '../../src/features/import-rows/forms.ts'
import type { Way } from '../../src/features/imports/forms.ts'
import { importFile } from '../../src/features/imports/jobs.ts'
import { ensureWorkspace, keepPeople } from '../../src/features/people/queries.ts'
import { makeQueue } from '../../src/jobs/queue.ts'
import type { Workspace } from '../../src/slack/ask.ts'
import { webClient } from '../../src/slack/clients.ts'
import { wordsFor } from '../../src/words/words.ts'
import { freshDatabaseUrl } from './database.ts'

/** Text, bytes, or bytes as they come. */
export type File = string | Buffer | readonly Buffer[] | AsyncIterable<Buffer>

export interface Desk {
  db: Db
  deps: Deps
  url: string
  workspace: Workspace
  /** Sets the product's clock. */
  at: (instant: string) => void
  /** Brings a file of this text (or these pieces of bytes) in. */
  bring: (kind: Kind, file: File, way?: Way) => Promise<Outcome>
}

/** A workspace in Shanghai with two reps, Ben and Chen, on 2 March 2026, and nobody's Slack. */
export async function openDesk(): Promise<Desk> {
  const url = await freshDatabaseUrl()
  const db = connect(url)
  const logger = pino({ level: 'silent' })
  const queue = makeQueue(url, jobs, logger)
  onTestFinished(async () => {
    await queue.close(1000)
    await db.destroy()
  })
  await queue.open()
  const clock = { now: new Date('2026-03-02T01:00:00Z') }
  const config = readConfig({})
  const deps: Deps = {
    config,
    db,
    logger,
    queue,
    slack: webClient(config),
    now: () => clock.now,
    realNow: () => new Date(),
    plainForms: new Map(),
  }
  await ensureWorkspace(db, 'T1', 'Harbour', clock.now)
  await db.updateTable('workspace').set({ zone: 'Asia/Shanghai', currency: 'CNY' }).execute()
  const workspace = await ensureWorkspace(db, 'T1', '', clock.now)
  await keepPeople(db, workspace.id, [
    person('U1BEN', 'Ben', 'Europe/London'),
    person('U2CHEN', 'Chen', 'Asia/Shanghai'),
  ])
  return {
    db,
    deps,
    url,
    workspace,
    at: (instant) => void (clock.now = new Date(instant)),
    bring: (kind, file, way) => importFile(deps, workspace, kind, pieces(file), way),
  }
}

function person(id: string, name: string, zone: string) {
  const email = `${name.toLowerCase()}@harbour.test`
  const changedAt = new Date('2026-01-01')
  return { id, name, email, zone, slackAdmin: false, locale: 'en-US', active: true, changedAt }
}

/** The bytes of a file, as a stream hands them on. */
export async function* pieces(file: File): AsyncGenerator<Buffer> {
  if (typeof file === 'string' || Buffer.isBuffer(file)) yield Buffer.from(file)
  else yield* file
}

/** What is wrong, as an operator reads it: `3 amount: “x” is not …`. */
export function complaints({ issues }: Outcome): string[] {
  return issues.map((issue) => `${issue.line} ${issue.column}: ${wordsFor('en').say(issue)}`)
}
