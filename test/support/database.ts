import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject, onTestFinished } from 'vitest'
import { connect, type Db } from '../../src/db/database.ts'

/** The address of a database of its own for the test that asks, copied from the migrated template. */
export async function freshDatabaseUrl(): Promise<string> {
  const { url, drop } = await copyOf(inject('postgres').template)
  onTestFinished(drop)
  return url
}

/** A copy of a database that nobody is connected to, for whoever drops it. */
export async function copyOf(
  template: string,
): Promise<{ name: string; url: string; drop: () => Promise<void> }> {
  const { server } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(server, `create database ${name} template ${template}`)
  const drop = (): Promise<void> => asAdmin(server, `drop database if exists ${name} with (force)`)
  return { name, url: withDatabase(server, name), drop }
}

/** The address of an empty database, as a new installation has it. */
export async function emptyDatabaseUrl(): Promise<string> {
  const { server } = inject('postgres')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asAdmin(server, `create database ${name} template template0 encoding 'UTF8'`)
  onTestFinished(() => asAdmin(server, `drop database if exists ${name} with (force)`))
  return withDatabase(server, name)
}

/** A migrated one, connected. */
export async function freshDatabase(): Promise<Db> {
  const db = connect(await freshDatabaseUrl())
  onTestFinished(() => db.destroy())
  return db
}

export async function asAdmin(server: string, statement: string): Promise<void> {
  const client = new pg.Client(withDatabase(server, 'postgres'))
  await client.connect()
  await client.query(statement)
  await client.end()
}

export function withDatabase(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
