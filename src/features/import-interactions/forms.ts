import { createHash } from 'node:crypto'
import { dayIn } from '../../care/calendar.ts'
import { CHANNELS, OUTCOMES } from '../../care/interaction.ts'
import { choiceCell, keyCell, momentCell, textCell } from '../../csv/cells.ts'
import type { Columns, Row } from '../../csv/table.ts'

/** What a file of interactions may have in its columns. */
export const interactionColumns = {
  account_external_id: 'required',
  at: 'required',
  channel: 'required',
  by_email: 'optional',
  summary: 'optional',
  outcome: 'optional',
} as const satisfies Columns

/** What reading takes besides the cells. */
export interface AboutInteractions {
  workspace: { zone: string }
  now: Date
  /** The member with this e-mail, in lower case. */
  member: (email: string) => { id: string; zone: string } | null
}

/** Reads an interaction as it is staged; its key is made of all it says, so that the same row twice is one. */
export function interactionReader({ workspace, now, member }: AboutInteractions) {
  const moment = momentCell(workspace.zone, now)
  return (row: Row<keyof typeof interactionColumns>) => {
    const account = row.cell('account_external_id', keyCell)
    const occurred = row.cell('at', moment)
    const channel = row.cell('channel', channelCell)
    const email = row.cell('by_email', (text) => text.toLowerCase())
    const by = email === null ? null : member(email)
    const summary = row.cell('summary', textCell(SUMMARY)) ?? ''
    const outcome = row.cell('outcome', outcomeCell)
    const at = occurred && occurred.at.toISOString()
    return {
      import_key: keyOf([account, at, occurred?.day ?? null, channel, email, summary, outcome]),
      account,
      member_id: by?.id ?? null,
      channel,
      outcome,
      occurred_at: at,
      // The day of it where its member was.
      occurred_on: occurred && (occurred.day ?? dayIn(by?.zone ?? workspace.zone, occurred.at)),
      summary,
    }
  }
}

/** As much as a field of a Slack modal takes, in characters. */
const SUMMARY = 3000

const channelCell = choiceCell(CHANNELS, { 'e-mail': 'email', 'internal-note': 'note' })
const outcomeCell = choiceCell(OUTCOMES)

const keyOf = (told: readonly (string | null)[]): string =>
  createHash('sha256').update(JSON.stringify(told)).digest('base64url')
