import type { Logger } from 'pino'
import type { WorkspaceId } from '../db/schema.ts'
import { type Picture, chartText, isChart, without } from './charts.ts'
import { outcomeOf } from './outcome.ts'
import { answerAt } from './response-url.ts'

/** A message that may have a chart in it: sent by `pictured` alone, as some Slacks refuse charts. */
export interface Pictured {
  text: string
  blocks: Picture[]
}

const FORMS = ['chart', 'table', 'text'] as const
type Form = (typeof FORMS)[number]

interface Sending {
  logger: Logger
  /** What workspaces took in the place of a chart that was refused. */
  plainForms: Map<WorkspaceId, Exclude<Form, 'chart'>>
}

/**
 * Sends a message with its chart; where Slack refuses that, with the numbers as a table, and where it refuses that, too,
 * as text. `send` must hear a refusal, which nobody does of a command's ack.
 */
export async function pictured<T>(
  { logger, plainForms }: Sending,
  workspace: WorkspaceId,
  said: Pictured,
  send: (message: Pictured) => Promise<T>,
): Promise<T> {
  const charts = said.blocks.filter(isChart)
  if (charts.length === 0) return send(said)
  // Of a message with a text a screen reader reads nothing else.
  const text = [said.text, ...charts.map((chart) => chartText(chart))].join('\n')
  const sendAs = async (form: Form): Promise<T> => {
    try {
      const sent = await send({ text, blocks: form === 'chart' ? said.blocks : without(said.blocks, form) })
      if (form !== 'chart') plainForms.set(workspace, form)
      return sent
    } catch (error) {
      const next = FORMS[FORMS.indexOf(form) + 1]
      if (!next || !isRefusal(error)) throw error
      logger.warn({ err: error, refused: form, next }, 'Slack refused how numbers were shown')
      return sendAs(next)
    }
  }
  return sendAs(plainForms.get(workspace) ?? 'chart')
}

const ARGUMENTS = ['invalid_arguments', 'invalid_attachments']

function isRefusal(error: unknown): boolean {
  const outcome = outcomeOf(error)
  return outcome.kind === 'blocks' || (outcome.kind === 'refused' && ARGUMENTS.includes(outcome.error))
}

/** Answers a command or a button with a picture, to the asker alone. */
export function answerPicture(
  sending: Sending,
  { workspace, url, replace = false }: { workspace: WorkspaceId; url: string; replace?: boolean },
  said: Pictured,
): Promise<void> {
  return pictured(sending, workspace, said, (message) =>
    answerAt(url, { replace_original: replace, ...message }),
  )
}
