import { errors } from './errors.ts'
import { people } from './people.ts'
import { calendar, settings } from './settings.ts'

/** Every sentence in Simplified Chinese, by feature; en/all.ts has the same keys. */
export const zhCn = { calendar, errors, people, settings }
