import { errors } from './errors.ts'
import { people } from './people.ts'
import { calendar, settings } from './settings.ts'

/** Every sentence in English, by feature; zh-cn/all.ts has the same keys. */
export const en = { calendar, errors, people, settings }
