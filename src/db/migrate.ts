import fs from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { FileMigrationProvider, type MigrationResult, Migrator } from 'kysely/migration'
import { type Db, isDatabaseAway } from './database.ts'

const migrationFolder = path.join(import.meta.dirname, '../../migrations')

const migrator = (db: Db): Migrator =>
  new Migrator({
    db,
    provider: new FileMigrationProvider({
      fs,
      path,
      migrationFolder,
      import: (file) => import(pathToFileURL(file).href),
    }),
  })

/** A migration that cannot be done, however often it is tried. */
export class MigrationFailed extends Error {
  override name = 'MigrationFailed'
}

/** Brings the database up to the newest file in migrations/; of several at once one does, the others wait. Returns the names it ran. */
export async function migrate(db: Db): Promise<string[]> {
  if (await isUpToDate(db)) return []
  const { error, results = [] } = await migrator(db).migrateToLatest()
  if (error) throw final(error, results)
  return results.map((result) => result.migrationName)
}

/** Whether the database has seen just the migrations that there are: asked with one query, where the library reads the whole catalogue. */
async function isUpToDate(db: Db): Promise<boolean> {
  const files = (await fs.readdir(migrationFolder)).map((file) => path.parse(file).name)
  const seen = sql<{ name: string }>`select name from kysely_migration`.execute(db)
  const names = await seen.then(({ rows }) => rows.map(({ name }) => name)).catch(() => [])
  return files.toSorted().join() === names.toSorted().join()
}

/** What a migration's own SQL says is final, and so is a database that has seen migrations we do not have. */
function final(error: unknown, results: readonly MigrationResult[]): unknown {
  if (!(error instanceof Error) || isDatabaseAway(error)) return error
  const failed = results.find(({ status }) => status === 'Error')?.migrationName
  if (failed) return new MigrationFailed(`migration ${failed} failed: ${error.message}`, { cause: error })
  return error.message.startsWith('corrupted migrations')
    ? new MigrationFailed(`the database belongs to another version: ${error.message}`, { cause: error })
    : error
}

/** Migrations that the database has not seen yet. */
export async function pendingMigrations(db: Db): Promise<string[]> {
  const all = await migrator(db).getMigrations()
  return all.filter((migration) => !migration.executedAt).map((migration) => migration.name)
}

/** Whoever looks meanwhile at the migrations, as every app does that starts, waits until `work` is done. */
export function holdingMigrations<T>(db: Db, work: () => Promise<T>): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql`lock table kysely_migration in access exclusive mode`.execute(trx)
    return work()
  })
}
