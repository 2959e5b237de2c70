import { migrate } from '../db/migrate.ts'
import type { Command } from './command.ts'

export const migrateCommand: Command = {
  name: 'migrate',
  usage: '',
  about: 'Brings the database up to date.',
  async run({ deps }) {
    const applied = await migrate(deps.db)
    const lines = applied.length > 0 ? applied.map((name) => `applied ${name}`) : ['nothing to do']
    return { json: { applied }, lines }
  },
}
