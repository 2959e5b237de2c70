import type { Values } from '../../care/errors.ts'

/** Something worth knowing: a key of `src/words` and its values. */
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
