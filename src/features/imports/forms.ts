import type { Day } from '../../care/calendar.ts'
import type { Values } from '../../care/errors.ts'
import type { Issue } from '../../csv/fault.ts'
import type { Columns, Row } from '../../csv/table.ts'
import type { Field } from '../../db/staging.ts'
import { accountColumns, accountReader } from '../import-accounts/forms.ts'
import { interactionColumns, interactionReader } from '../import-interactions/forms.ts'
import { orderColumns, orderReader } from '../import-orders/forms.ts'

/** What a CSV may hold. */
export const KINDS = ['accounts', 'orders', 'interactions'] as const
export type Kind = (typeof KINDS)[number]

/** What reading takes besides the cells. */
export interface About {
  workspace: { id: number; zone: string; currency: string }
  now: Date
  /** The workspace's day. */
  today: Day
  /** The member with this e-mail, in lower case; null leaves a notice. */
  member: (email: string) => { id: string; zone: string } | null
}

/** One kind of file: its columns, and how a row becomes what is staged; undefined where even its key is wrong. */
interface Sheet {
  columns: Columns
  /** The column whose text no two rows share, and what to say of two that do. */
  key: string
  repeatedKey: string
  /** What to say of e-mails that belong to no member. */
  nobody: string
  reader: (about: About) => (row: Row) => Readonly<Record<string, Field>> | undefined
}

export const sheets: Readonly<Record<Kind, Sheet>> = {
  accounts: {
    columns: accountColumns,
    key: 'external_id',
    repeatedKey: 'csv.repeated',
    nobody: 'imports.nobodyOwns',
    reader: (about) => accountReader({ ...about, owner: (email) => about.member(email)?.id ?? null }),
  },
  orders: {
    columns: orderColumns,
    key: 'order_id',
    repeatedKey: 'csv.repeated',
    nobody: '',
    reader: orderReader,
  },
  interactions: {
    columns: interactionColumns,
    key: '',
    repeatedKey: 'csv.repeatedRow',
    nobody: 'imports.nobodyDid',
    reader: interactionReader,
  },
}

/** What became of a file, or would become of it. */
export interface Outcome {
  /** Rows of the file, without header and empty lines. */
  rows: number
  created: number
  updated: number
  unchanged: number
  /** The first of what is wrong, by line. */
  issues: Issue[]
  /** All that is wrong. */
  issueCount: number
  /** Rows with something wrong. */
  bad: number
  /** Whether the file could be read to its end. */
  readable: boolean
  /** What is worth knowing and no error: keys of `src/words` and their values. */
  notices: Notice[]
}

export interface Notice {
  key: string
  values: Values
}

/** Members by their e-mail, and who was looked for in vain. */
export interface MemberBook {
  find: (email: string) => Member | null
  /** `key` says whom nobody knows, and on how many rows. */
  notices: (key: string) => Notice[]
}

type Member = { id: string; zone: string }

/** E-mails of nobody that are named one by one. */
const NAMED = 10

export function makeMemberBook(byEmail: ReadonlyMap<string, Member>): MemberBook {
  const nobody = new Set<string>()
  let count = 0
  return {
    find(email) {
      const member = byEmail.get(email)
      if (member) return member
      count += 1
      if (nobody.size <= NAMED) nobody.add(email.slice(0, 100).toWellFormed())
      return null
    },
    notices(key) {
      const named = [...nobody].slice(0, NAMED)
      const emails = `${named.join(', ')}${nobody.size > NAMED ? ' …' : ''}`
      return count > 0 ? [{ key, values: { emails, count } }] : []
    },
  }
}
