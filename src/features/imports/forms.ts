import { z } from 'zod'
import { CareError } from '../../care/errors.ts'
import type { Issue } from '../../csv/fault.ts'
import { type Kind, KINDS, type Outcome } from '../import-rows/forms.ts'

/** How a file is brought in. */
export interface Way {
  /** Says what would become of the file; nothing is written. */
  dryRun?: boolean
  /** Writes the good rows though others are bad. */
  skipBad?: boolean
  /** Who brought the file; absent: the operator. */
  by?: string
  /** Slack's id of the file; absent: the operator's own. */
  file?: string
  /** Told now and then how many rows were read. */
  progress?: (rows: number) => void
}

/** Of a file that could not be read at all. */
export const unread = (issue: Issue): Outcome => ({
  kind: undefined,
  rows: 0,
  bad: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  readable: false,
  refused: true,
  issues: [issue],
  issueCount: 1,
  notices: [],
})

/** What claims a file for one import. */
export const importKey = (file: string): string => `imports ${file}`

/** What a button of a preview carries. */
export const pressed = (file: string, kind: Kind, skipBad: boolean): string =>
  `${file} ${kind} ${skipBad ? 'rest' : 'all'}`

/** What a pressed button says: Slack's id of the file, what it holds, and whether bad rows are left out. */
export function pressOf(value: string | undefined): { file: string; kind: Kind; skipBad: boolean } {
  const [file = '', name, which] = value?.split(' ') ?? []
  const kind = KINDS.find((one) => one === name)
  if (!/^F[A-Z0-9]+$/.test(file) || !kind || !which) throw new CareError('errors.outdated')
  return { file, kind, skipBad: which === 'rest' }
}

const Shared = z.object({
  subtype: z.literal('file_share'),
  channel: z.string(),
  channel_type: z.literal('im'),
  user: z.string(),
  files: z.array(z.object({ id: z.string(), name: z.string().default('') })).min(1),
})

/** The files that somebody dropped into our direct message; undefined for any other message. */
export function droppedFiles(event: unknown) {
  const shared = Shared.safeParse(event)
  if (!shared.success) return undefined
  const { channel, files } = shared.data
  const lists = files.filter(({ name }) => /\.csv$/i.test(name.trim())).map(({ id }) => id)
  return { channel, lists, others: files.length - lists.length }
}
