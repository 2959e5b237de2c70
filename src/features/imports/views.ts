import type { Button } from '@slack/types'
import type { Issue } from '../../csv/fault.ts'
import { actions, button, context, section, stack } from '../../slack/blocks.ts'
import type { Said } from '../../slack/say.ts'
import { verbatim } from '../../slack/text.ts'
import type { Words } from '../../words/words.ts'
import type { Outcome } from '../import-rows/forms.ts'
import { pressed } from './forms.ts'

/** Lines of what is wrong that a message shows. */
const SHOWN = 5

/** What came of a file, with what was wrong where that is known. */
export type Done = Pick<Outcome, 'rows' | 'created' | 'updated' | 'unchanged' | 'bad'> & Partial<Outcome>

export interface Dropped {
  /** Slack's id. */
  file: string
  /** As the person named it. */
  name: string
}

/** What would become of a file, and whether to go on. `outcome` is that of its good rows. */
export function preview(words: Words, { file, name }: Dropped, outcome: Outcome): Said {
  const { created, updated, readable, bad, kind } = outcome
  const value = kind && readable && created + updated > 0 ? pressed(file, kind, bad > 0) : undefined
  const told = value ? counts(words, outcome) : words.t(nothing(outcome))
  const text = `*${verbatim(name, 80)}*${kind ? ` · ${words.t(`imports.kinds.${kind}`)}` : ''}\n${told}`
  const go = bad > 0 ? words.t('imports.importRest', { count: created + updated }) : words.t('imports.import')
  const buttons = value && [
    button('imports.run', go, value, { style: 'primary' }),
    button('imports.cancel', words.t('imports.cancel'), value),
  ]
  return said(text, trouble(words, outcome), notices(words, outcome), buttons || [])
}

const nothing = ({ readable, bad }: Outcome): 'imports.nothingNew' | 'imports.cannot' =>
  readable && bad === 0 ? 'imports.nothingNew' : 'imports.cannot'

/** What became of a file; without its name where only its figures are known. */
export function done(words: Words, name: string | undefined, outcome: Done): Said {
  const title = name === undefined ? '' : `*${verbatim(name, 80)}*\n`
  if (outcome.refused)
    return said(`${title}${words.t('imports.cannot')}`, trouble(words, outcome), notices(words, outcome), [])
  const left = outcome.bad > 0 ? [words.t('imports.leftOut', { count: outcome.bad })] : []
  const text = `${title}${words.t('imports.done', { counts: counts(words, outcome) })}`
  return said(text, '', [...left, ...notices(words, outcome)], [])
}

/** That it is under way. */
export const busy = (words: Words, rows: number): Said =>
  instead(
    words,
    rows > 0 ? words.t('imports.reading', { rows: words.number(rows) }) : words.t('imports.busy'),
  )

/** A sentence in place of the preview, with its buttons where it may be tried again. */
export function instead(words: Words, text: string, value?: string): Said {
  const again = button('imports.run', words.t('imports.again'), value ?? '')
  return said(text, '', [], value ? [again] : [])
}

function counts(words: Words, { rows, created, updated, unchanged }: Done): string {
  const number = (value: number): string => words.number(value)
  return words.t('imports.told', {
    count: rows,
    rows: number(rows),
    created: number(created),
    updated: number(updated),
    unchanged: number(unchanged),
  })
}

function trouble(words: Words, { issues = [], issueCount = 0, bad, rows }: Done): string {
  if (issueCount === 0) return ''
  const head = bad > 0 ? [words.t('imports.bad', { count: bad, rows: words.number(rows) })] : []
  const more = issueCount - Math.min(SHOWN, issues.length)
  const lines = issues.slice(0, SHOWN).map((issue) => `• ${lineOf(words, issue)}`)
  return [...head, ...lines, ...(more > 0 ? [words.t('imports.more', { count: more })] : [])].join('\n')
}

function lineOf(words: Words, { line, column, key, values }: Issue): string {
  const message = words.say({ key, values })
  return verbatim(words.t(column ? 'imports.atColumn' : 'imports.at', { line, column, message }))
}

const notices = (words: Words, outcome: Done): string[] =>
  (outcome.notices ?? []).map((notice) => verbatim(words.say(notice), 600))

function said(text: string, wrong: string, notes: readonly string[], buttons: Button[]): Said {
  return {
    text: [text, wrong].filter(Boolean).join('\n'),
    blocks: stack(
      section(text),
      wrong !== '' && section(wrong),
      notes.length > 0 && context(notes.join('\n')),
      buttons.length > 0 && actions('imports', ...buttons),
    ),
  }
}
