import type { Tier } from './cadence.ts'
import type { Segment, Stage } from './segment.ts'

/** What can be compared with a number: days since the last order, orders ever, money, and the scores. */
export const MEASURES = ['gap', 'orders', 'revenue', 'r', 'f', 'm'] as const
export type Measure = (typeof MEASURES)[number]
export type Comparison = '<' | '<=' | '=' | '>=' | '>'

/** One thing that an account is or is not. `owner` is a member, `tag` as it was typed, money in major units. */
export type Leaf =
  | { is: 'all' | 'overdue' | 'unowned' }
  | { is: 'segment'; value: Segment }
  | { is: 'tier'; value: Tier }
  | { is: 'stage'; value: Stage }
  | { is: 'owner' | 'tag'; value: string }
  | { is: Measure; than: Comparison; value: number }

/** Which accounts are asked for. */
export type Filter = Leaf | { and: readonly Filter[] } | { or: readonly Filter[] } | { not: Filter }

export const SORTS = ['value', 'stake', 'gap'] as const
export type Sort = (typeof SORTS)[number]

/** Which accounts, and which of them first. */
export interface Question {
  filter: Filter
  sort: Sort
}

const segment = (value: Segment): Leaf => ({ is: 'segment', value })
const tier = (value: Tier): Leaf => ({ is: 'tier', value })
const stage = (value: Stage): Leaf => ({ is: 'stage', value })

/** The names of care-rules §3.2, §2 and §3.3; `stable` is the segment, `established` the stage that is called so too. */
export const NAMES = {
  vip: segment('vip'),
  dormant: segment('dormant'),
  new: segment('new'),
  promising: segment('promising'),
  'at-risk': segment('at-risk'),
  stable: segment('stable'),
  prospect: segment('prospect'),
  key: tier('key'),
  important: tier('important'),
  general: tier('general'),
  acquaintance: stage('acquaintance'),
  established: stage('stable'),
  advocate: stage('advocate'),
  lapsing: stage('lapsing'),
  leaving: stage('lapsing'),
  overdue: { is: 'overdue' },
  unowned: { is: 'unowned' },
  all: { is: 'all' },
} as const satisfies Record<string, Leaf>
export type Name = keyof typeof NAMES

/** What stands before a `:`. */
export const FIELDS = ['owner', 'tag', 'segment', 'tier', 'stage', 'sort'] as const

/** Every leaf of a filter. */
export function leavesOf(filter: Filter): Leaf[] {
  if ('is' in filter) return [filter]
  if ('not' in filter) return leavesOf(filter.not)
  return ('and' in filter ? filter.and : filter.or).flatMap(leavesOf)
}

/** The same filter with other leaves. */
export function mapLeaves(filter: Filter, change: (leaf: Leaf) => Leaf): Filter {
  if ('is' in filter) return change(filter)
  if ('not' in filter) return { not: mapLeaves(filter.not, change) }
  const all = (some: readonly Filter[]): Filter[] => some.map((one) => mapLeaves(one, change))
  return 'and' in filter ? { and: all(filter.and) } : { or: all(filter.or) }
}

/** Both at once. */
export const both = (one: Filter, other: Filter): Filter => {
  const parts = [one, other].flatMap((filter) => ('and' in filter ? filter.and : [filter]))
  const some = parts.filter((part) => !('is' in part && part.is === 'all'))
  return some.length > 1 ? { and: some } : (some[0] ?? { is: 'all' })
}

/** The name that a filter is, or that it is of one owner: what is counted as it changes. */
export function counted(filter: Filter): { leaf: Leaf; owner: string | null } | undefined {
  const parts = 'and' in filter ? filter.and : [filter]
  const owners = parts.flatMap((part) => ('is' in part && part.is === 'owner' ? [part.value] : []))
  const [leaf = { is: 'all' } as const, ...others] = parts.filter(
    (part) => !('is' in part && part.is === 'owner'),
  )
  const isName = 'is' in leaf && !('than' in leaf) && leaf.is !== 'tag' && leaf.is !== 'owner'
  return isName && others.length === 0 && owners.length <= 1 ? { leaf, owner: owners[0] ?? null } : undefined
}

/** A question as it could have been typed: parsed again it is the same. */
export function written({ filter, sort }: Question): string {
  const text = writtenFilter(filter)
  return sort === 'value' ? text : `${text} sort:${sort}`
}

function writtenFilter(filter: Filter, inside = false): string {
  if ('is' in filter) return writtenLeaf(filter)
  if ('not' in filter) return `not ${writtenFilter(filter.not, true)}`
  const [parts, joint] = 'and' in filter ? [filter.and, ' '] : [filter.or, ' or ']
  const text = parts.map((part) => writtenFilter(part, true)).join(joint)
  return inside ? `(${text})` : text
}

function writtenLeaf(leaf: Leaf): string {
  if ('than' in leaf) return `${leaf.is}${leaf.than}${leaf.value}`
  if (leaf.is === 'owner' || leaf.is === 'tag') return `${leaf.is}:${quoted(leaf.value)}`
  const known = Object.entries<Leaf>(NAMES).find(([, { is, ...rest }]) => {
    const value = 'value' in rest ? rest.value : undefined
    return is === leaf.is && value === ('value' in leaf ? leaf.value : undefined)
  })
  return known?.[0] ?? 'all'
}

const quoted = (text: string): string => (/^[\p{L}\p{N}@_.-]+$/u.test(text) ? text : `"${text}"`)
