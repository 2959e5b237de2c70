import type { Deps } from '../deps.ts'
import type { Workspace } from '../slack/ask.ts'

/** What a command is given. */
export interface Call {
  deps: Deps
  /** Words after the command's name that are no options. */
  words: string[]
  /** Options by name without dashes; a flag is `true`, one given twice keeps its last value. */
  options: Record<string, string | boolean>
  /** The workspace meant; asks Slack for it when a token is set. */
  workspace: () => Promise<Workspace>
  /** A line for a person at a terminal, never on stdout. */
  progress: (line: string) => void
}

/** The document that `--json` prints, and the lines a person reads instead; `failed` says what on stderr, with exit code 1. */
export interface Outcome {
  json: unknown
  lines: string[]
  /** Sentences worth knowing, on stderr. */
  notices?: string[]
  failed?: string
}

/** One command of the operator's. */
export interface Command {
  name: string
  /** What follows the name, as the help shows it. */
  usage: string
  /** One sentence. */
  about: string
  /** Options that take a value. */
  values?: readonly string[]
  /** Options that take none. */
  flags?: readonly string[]
  run: (call: Call) => Promise<Outcome>
}

/** A sentence for whoever called, on stderr with exit code 1. */
export class Refusal extends Error {
  override name = 'Refusal'
}
