import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { syncMembers } from '../features/people/jobs.ts'
import { type Kind, KINDS, type Outcome } from '../features/import-rows/forms.ts'
import type { Way } from '../features/imports/forms.ts'
import { importFile } from '../features/imports/jobs.ts'
import { wordsFor } from '../words/words.ts'
import { type Call, type Command, type Outcome as Answer, Refusal } from './command.ts'

const words = wordsFor('en')

export const importCommand: Command = {
  name: 'import',
  usage: `${KINDS.join('|')} FILE.csv [--dry-run] [--skip-bad]`,
  about: 'Brings customers, orders or interactions in from a CSV.',
  flags: ['dry-run', 'skip-bad'],
  async run(call) {
    const { kind, file } = await meant(call)
    const { deps, options } = call
    if (deps.config.SLACK_BOT_TOKEN) await syncMembers(deps, (await call.workspace()).id)
    const workspace = await call.workspace()
    const way = { dryRun: options['dry-run'] === true, skipBad: options['skip-bad'] === true }
    if (!way.dryRun) await deps.queue.open()
    const progress = (rows: number): void => call.progress(`${words.number(rows)} rows read`)
    const outcome = await importFile(deps, workspace, kind, createReadStream(file), { ...way, progress })
    call.progress('')
    return answer(outcome, way)
  },
}

async function meant({ words: [kind, file] }: Call): Promise<{ kind: Kind; file: string }> {
  const known = KINDS.find((one) => one === kind)
  if (!known || !file)
    throw new Refusal(`Say what and from where: npm run tend -- import ${KINDS.join('|')} FILE.csv`)
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw new Refusal(`The file ${file} can’t be read (${error.code}).`)
  })
  if (found.isDirectory()) throw new Refusal(`${file} is a folder, not a file.`)
  return { kind: known, file }
}

/** Lines of what is wrong that a person reads; `--json` has more. */
const SHOWN = 20

function answer(outcome: Outcome, { dryRun }: Way): Answer {
  const { rows, created, updated, unchanged, issues, issueCount, bad } = outcome
  const errors = issues.map(({ line, column, key, values }) => ({
    line,
    column,
    message: words.say({ key, values }),
  }))
  const shown = errors
    .slice(0, SHOWN)
    .map(({ line, column, message }) =>
      words.t(column ? 'imports.atColumn' : 'imports.at', { line, column, message }),
    )
  const counts = words.t(dryRun ? 'imports.wouldBe' : 'imports.counts', {
    count: rows,
    created,
    updated,
    unchanged,
  })
  const more = issueCount > SHOWN ? [words.t('imports.more', { count: issueCount - SHOWN })] : []
  const { refused } = outcome
  const left = bad > 0 && !refused ? [words.t('imports.leftOut', { count: bad })] : []
  return {
    json: { rows, created, updated, unchanged, errors },
    lines: [...(refused ? [] : [counts]), ...shown, ...more],
    notices: [...outcome.notices.map((notice) => words.say(notice)), ...left],
    ...(refused && { failed: refusal(outcome) }),
  }
}

function refusal({ readable, bad, rows, issues }: Outcome): string {
  const [first] = issues
  if (!readable && first) return words.t('imports.unreadable', { line: first.line, why: words.say(first) })
  return words.t('imports.refused', { count: bad, rows })
}
