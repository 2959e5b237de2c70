import { CareError } from './errors.ts'
import {
  type Comparison,
  FIELDS,
  type Filter,
  type Leaf,
  type Measure,
  MEASURES,
  type Name,
  NAMES,
  type Question,
  type Sort,
  SORTS,
} from './filter.ts'
import { nearest } from './nearest.ts'

/** Every word that may be typed, lower case, and the word of `NAMES`, `FIELDS`, `MEASURES` or `SORTS`, or the `and`, `or` or `not`, it stands for. */
export type Vocabulary = ReadonlyMap<string, string>

interface Token {
  /** As it was typed, and where. */
  text: string
  at: number
  negated: boolean
  word: string
  operator?: string
  value: string
}

// A bracket; a word, quoted or not, perhaps with an operator and what it is compared with; anything else.
const TOKEN =
  /([()（）])|([-!])?(?:["“]([^"“”]*)["”]?|([^\s()（）"“”<>=≤≥:＜＞＝：]+)(?:\s*([<>＜＞][=＝]?|[=≤≥:＝：])\s*(?:["“]([^"“”]*)["”]?|([^\s()（）]*)))?)|(\S)/gu
const PLAIN: Readonly<Record<string, string>> = {
  '：': ':',
  '＜': '<',
  '＞': '>',
  '＝': '=',
  '≤': '<=',
  '≥': '>=',
  '＜＝': '<=',
  '＞＝': '>=',
  '>＝': '>=',
  '<＝': '<=',
}
const plain = (operator: string): string => PLAIN[operator] ?? operator

function tokensOf(text: string): Token[] {
  return [...text.matchAll(TOKEN)].map((found) => {
    const [all, bracket, minus, quoted, word = '', operator, inQuotes, bare = '', other] = found
    const sign = bracket ?? other
    return {
      text: all,
      at: found.index,
      negated: minus !== undefined,
      word: sign ? ({ '（': '(', '）': ')' }[sign] ?? sign) : (quoted ?? word),
      ...(operator && { operator: plain(operator) }),
      value: inQuotes ?? bare,
    }
  })
}

/** What is typed is longer than anybody means. */
const MOST = 300

/** How far the reading has come. */
interface Reading {
  text: string
  tokens: readonly Token[]
  known: Vocabulary
  place: number
  sort: Sort
}

/**
 * Reads what was typed behind `/segment`: names and filters that all must hold, `or`, `not` or `-`, brackets, one `sort:`.
 * Nothing typed is everybody. A CareError points at the word that is not understood and offers the nearest.
 */
export function parseFilter(text: string, known: Vocabulary): Question {
  if (text.length > MOST) throw new CareError('segments.tooLong', { most: MOST })
  const reading: Reading = { text, tokens: tokensOf(text), known, place: 0, sort: 'value' }
  const filter = either(reading)
  const left = reading.tokens[reading.place]
  if (left) throw fault(reading, 'segments.unopened', left)
  return { filter, sort: reading.sort }
}

const meant = ({ known }: Reading, word: string): string => known.get(word.toLowerCase()) ?? ''

/** The `and`, `or` or `not` that a token is. */
const jointOf = (reading: Reading, token: Token): string => (token.operator ? '' : meant(reading, token.word))

function fault({ text, tokens }: Reading, key: string, token = tokens.at(-1), near?: string): CareError {
  const { at, text: word } = token ?? { at: 0, text: '' }
  const marked = `${text.slice(0, at)}»${word}«${text.slice(at + word.length)}`.trim()
  return near === undefined ? new CareError(key, { marked }) : new CareError(`${key}Near`, { marked, near })
}

/** What stands on either side of an `or`. */
function either(reading: Reading): Filter {
  const parts = [every(reading)]
  const joints: Token[] = []
  for (let token = reading.tokens[reading.place]; token && jointOf(reading, token) === 'or';) {
    joints.push(token)
    reading.place++
    parts.push(every(reading))
    token = reading.tokens[reading.place]
  }
  const missing = parts.indexOf(undefined)
  if (joints.length > 0 && missing >= 0)
    throw fault(reading, 'segments.nothingThere', joints[Math.max(0, missing - 1)])
  const [first, ...others] = parts.filter((part) => part !== undefined)
  return first && others.length > 0 ? { or: [first, ...others] } : (first ?? { is: 'all' })
}

/** What stands up to the next `or` or the end of the brackets; undefined: nothing. */
function every(reading: Reading): Filter | undefined {
  const parts: Filter[] = []
  for (let token = reading.tokens[reading.place]; token && token.word !== ')';) {
    const joint = jointOf(reading, token)
    if (joint === 'or') break
    if (joint === 'and') reading.place++
    else if (token.operator && meant(reading, token.word) === 'sort') sorting(reading, token)
    else parts.push(one(reading))
    token = reading.tokens[reading.place]
  }
  return parts.length > 1 ? { and: parts } : parts[0]
}

function one(reading: Reading): Filter {
  const token = reading.tokens[reading.place++]
  if (!token || token.word === ')') throw fault(reading, 'segments.nothingThere', token)
  if (jointOf(reading, token) === 'not') return { not: one(reading) }
  const inner = token.word === '(' ? bracketed(reading, token) : leafOf(reading, token)
  return token.negated ? { not: inner } : inner
}

function bracketed(reading: Reading, opening: Token): Filter {
  const inner = either(reading)
  if (reading.tokens[reading.place]?.word !== ')') throw fault(reading, 'segments.unclosed', opening)
  reading.place++
  return inner
}

function sorting(reading: Reading, token: Token): void {
  reading.place++
  const found = SORTS.find((name) => name === meant(reading, token.value))
  if (!found)
    throw fault(reading, 'segments.unknown', token, `sort:${nearest(token.value, SORTS) ?? SORTS[0]}`)
  reading.sort = found
}

function leafOf(reading: Reading, token: Token): Leaf {
  const { word, operator, value } = token
  const name = meant(reading, word)
  if (!operator) {
    if (name in NAMES) return NAMES[name as Name]
    throw fault(reading, 'segments.unknown', token, nearest(word, namesIn(reading.known)))
  }
  if (MEASURES.some((measure) => measure === name)) return comparison(reading, token, name as Measure)
  if (operator !== ':' || !FIELDS.some((field) => field === name)) {
    const near = nearest(word, operator === ':' ? FIELDS : MEASURES)
    throw fault(reading, 'segments.unknown', token, near && `${near}${operator}${value}`)
  }
  if (value === '') throw fault(reading, 'segments.nothingBehind', token)
  return name === 'owner' || name === 'tag' ? { is: name, value } : namedLeaf(reading, token, name)
}

/** `tier:key`, `stage:流失期`. */
function namedLeaf(reading: Reading, token: Token, field: string): Leaf {
  const value = token.value.toLowerCase()
  const ofField = Object.values<Leaf>(NAMES).filter(({ is }) => is === field)
  const asked: Leaf | undefined = NAMES[meant(reading, value) as Name]
  const leaf = ofField.find((one) => 'value' in one && one.value === value)
  if (leaf) return leaf
  if (asked?.is === field) return asked
  const values = ofField.flatMap((one) => ('value' in one ? [String(one.value)] : []))
  const near = nearest(value, values)
  throw fault(reading, 'segments.unknown', token, near && `${field}:${near}`)
}

/** What may stand alone. */
const namesIn = (known: Vocabulary): string[] =>
  [...known].flatMap(([word, name]) => (name in NAMES ? [word] : []))

function comparison(reading: Reading, token: Token, is: Measure): Leaf {
  const value = Number(token.value.replaceAll(',', ''))
  const than = (token.operator === ':' ? '=' : token.operator) as Comparison
  if (!/^-?[\d,]+(\.\d+)?$/.test(token.value) || !Number.isFinite(value) || Math.abs(value) > 1e12)
    throw fault(reading, 'segments.notNumber', token)
  return { is, than, value }
}
