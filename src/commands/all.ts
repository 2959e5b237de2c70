import type { Command } from './command.ts'
import { digestCommand } from './digest.ts'
import { doctorCommand } from './doctor.ts'
import { importCommand } from './import.ts'
import { loadCommand } from './load/load.ts'
import { memberCommand } from './member.ts'
import { migrateCommand } from './migrate.ts'
import { modelCommand } from './model.ts'
import { segmentCommand } from './segment.ts'

/** The operator's commands. To add one, add a line. */
export const commands: readonly Command[] = [
  migrateCommand,
  importCommand,
  digestCommand,
  modelCommand,
  segmentCommand,
  memberCommand,
  doctorCommand,
  loadCommand,
]
