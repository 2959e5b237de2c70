import { z } from 'zod'
import { COMPLAINT_LISTS, type ListOfComplaints } from '../../care/complaint.ts'

const NAMES: Readonly<Record<string, ListOfComplaints>> = {
  '': 'mine',
  mine: 'mine',
  team: 'team',
  breached: 'breached',
  我的: 'mine',
  团队: 'team',
  超时: 'breached',
}

/** The list that is meant by what was typed behind `/complaint`, if one is. */
export function listNamed(text: string): ListOfComplaints | undefined {
  const [, name] = /^(?:list|列表)(?:\s+(\S+))?$/iu.exec(text.trim()) ?? [undefined, null]
  return name === null ? undefined : NAMES[name?.toLowerCase() ?? '']
}

/** Which page of which list a button turns to: `team.2`. */
export const ListPage = z
  .string()
  .regex(/^(mine|team|breached)\.\d{1,4}$/)
  .transform((text) => {
    const [list, page] = text.split('.')
    return { list: COMPLAINT_LISTS.find((one) => one === list) ?? 'mine', page: Number(page) }
  })
