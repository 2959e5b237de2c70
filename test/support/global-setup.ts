import { pino } from 'pino'
import type { TestProject } from 'vitest/node'
import { jobs } from '../../src/app.ts'
import { connect } from '../../src/db/database.ts'
import { migrate } from '../../src/db/migrate.ts'
import { joinServer } from '../../src/db/server.ts'
import { makeQueue } from '../../src/jobs/queue.ts'
import { buildPage } from './built-page.ts'
import { asAdmin, withDatabase } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { server: string; template: string }
  }
}

/** Migrates a template once, queue included; each test copies it in milliseconds. The page is built when it changed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  buildPage()
  const own = process.env['TEST_DATABASE_URL'] ? undefined : await joinServer('.data/test')
  const server = process.env['TEST_DATABASE_URL'] ?? own?.url ?? ''
  const template = `tend_template_${process.pid}`
  await asAdmin(server, `drop database if exists ${template}`)
  await asAdmin(server, `create database ${template} template template0 encoding 'UTF8'`)
  const url = withDatabase(server, template)
  const db = connect(url)
  await migrate(db)
  await db.destroy()
  const queue = makeQueue(url, jobs, pino({ level: 'silent' }))
  await queue.open()
  await queue.close(1000)
  project.provide('postgres', { server, template })
  return async () => {
    await asAdmin(server, `drop database if exists ${template} with (force)`)
    await own?.leave()
  }
}
