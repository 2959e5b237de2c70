import type { NewChannel, NewPerson } from './types.ts'

interface Usual {
  scopes: readonly string[]
  people: readonly NewPerson[]
  channels: readonly NewChannel[]
}

/** What stands in a workspace of which nothing else is said. */
export const usual: Usual = {
  scopes: [
    'channels:history',
    'channels:read',
    'chat:write',
    'commands',
    'files:read',
    'files:write',
    'im:history',
    'im:read',
    'im:write',
    'team:read',
    'users:read',
    'users:read.email',
  ],
  people: [
    { name: 'ada', real_name: 'Ada Martin', is_owner: true, is_admin: true },
    { name: 'ben', real_name: 'Ben Carter', tz: 'Europe/London', locale: 'en-GB' },
    { name: 'chen', real_name: '陈静', tz: 'Asia/Shanghai', locale: 'zh-CN' },
  ],
  channels: [{ name: 'general' }, { name: 'sales', hasApp: true }],
}
