import type { UsersListResponse } from '@slack/web-api'
import { expect, test } from 'vitest'
import { stage } from './bolt.ts'

test('members come in pages, with zone, and with locale only when asked for', async () => {
  await using s = await stage()
  const names: string[] = []
  for await (const page of s.app.client.paginate('users.list', { limit: 2, include_locale: true })) {
    const { members = [] } = page as UsersListResponse
    expect(members.length).toBeLessThanOrEqual(2)
    names.push(...members.map((m) => `${m.name} ${m.tz} ${m.locale}`))
  }
  expect(names).toEqual([
    'ada America/New_York en-US',
    'ben Europe/London en-GB',
    'chen Asia/Shanghai zh-CN',
    'tend America/New_York en-US',
    'slackbot America/New_York en-US',
  ])
  const { members } = await s.app.client.users.list({})
  expect(members?.[0]).not.toHaveProperty('locale')
  expect(members?.[0]?.profile?.email).toBe('ada@example.com')
})

test('one who left is listed as deleted; Slack takes messages for a channel they had, and opens no new one', async () => {
  await using s = await stage()
  const ben = s.slack.person('ben')
  await s.app.client.chat.postMessage({ channel: ben.id, text: 'Good morning' })
  await s.slack.changeUser(ben, { deleted: true })
  const { user } = await s.app.client.users.info({ user: ben.id })
  expect(user?.deleted).toBe(true)
  expect((await s.app.client.chat.postMessage({ channel: ben.id, text: 'Hello?' })).ok).toBe(true)
  const ada = s.slack.person('ada')
  await s.slack.changeUser(ada, { deleted: true })
  await expect(s.app.client.chat.postMessage({ channel: ada.id, text: 'Hi' })).rejects.toThrow(
    'channel_not_found',
  )
  await expect(s.app.client.conversations.open({ users: ben.id })).rejects.toThrow('user_disabled')
})

test('joining, moving and changing the language are told as events', async () => {
  const heard: string[] = []
  await using s = await stage((app) => {
    app.event('team_join', async ({ event }) => void heard.push(`joined ${event.user.name} ${event.user.tz}`))
    app.event(
      'user_change',
      async ({ event }) => void heard.push(`changed ${event.user.tz} ${event.user.locale}`),
    )
  })
  const { person, answer } = await s.slack.joinTeam({ name: 'dora', tz: 'Europe/London' })
  expect(answer.status).toBe(200)
  await s.slack.changeUser(person, { tz: 'Asia/Shanghai', locale: 'zh-CN' })
  await s.slack.until(() => heard.length === 2)
  expect(heard).toEqual(['joined dora Europe/London', 'changed Asia/Shanghai zh-CN'])
  expect(s.slack.person('dora').tz_offset).toBe(8 * 3600)
  await s.app.client.chat.postMessage({ channel: person.id, text: 'Welcome' })
  expect(s.slack.messages(person).map((m) => m.text)).toEqual(['Welcome'])
})

test('scopes, commands and events can be read from the app’s own manifest', async () => {
  const manifest = `features:
  slash_commands:
    - command: /today
      description: 'Today''s list'
      usage_hint: '[page]'
    - command: /log-call
      description: Log a call
  shortcuts:
    - name: Log as interaction
      type: message
      callback_id: interactions.log-message
    - name: Log
      type: global
      callback_id: log
oauth_config:
  scopes:
    bot:
      - chat:write
      - commands
settings:
  event_subscriptions:
    bot_events:
      - team_join
`
  await using s = await stage(() => {}, { manifest })
  const ben = s.slack.person('ben')
  await expect(s.slack.command(ben, '/nope')).rejects.toThrow('not a valid command')
  await expect(s.app.client.users.list({})).rejects.toThrow('missing_scope')
  await s.slack.openHome(ben)
  expect(s.slack.deliveries).toEqual([])
  await s.slack.joinTeam({ name: 'dora' })
  expect(s.slack.deliveries).toHaveLength(1)
  expect(await (await fetch(`${s.slack.page}sandbox/state`)).json()).toMatchObject({
    commands: [
      { command: '/today', description: "Today's list", usage_hint: '[page]' },
      { command: '/log-call', description: 'Log a call', usage_hint: '' },
    ],
    shortcuts: [{ name: 'Log as interaction', callback_id: 'interactions.log-message' }],
  })
})

test('a token without a scope, a wrong one and none are refused as Slack refuses them', async () => {
  await using s = await stage(() => {}, { scopes: ['chat:write', 'users:read'] })
  const call = (method: string, token?: string) =>
    fetch(s.slack.url + method, {
      method: 'POST',
      headers: token ? { authorization: `Bearer ${token}` } : {},
    })
  expect(await (await call('auth.test', 'xoxb-other')).json()).toEqual({ ok: false, error: 'invalid_auth' })
  expect(await (await call('auth.test')).json()).toEqual({ ok: false, error: 'not_authed' })
  expect((await call('auth.test', s.slack.botToken)).headers.get('x-oauth-scopes')).toBe(
    'chat:write,users:read',
  )
  await expect(s.app.client.team.info()).rejects.toMatchObject({
    data: { error: 'missing_scope', needed: 'team:read' },
  })
  await expect(s.app.client.conversations.open({ users: s.slack.person('ben').id })).rejects.toThrow(
    'missing_scope',
  )
  expect((await s.app.client.users.list({})).members?.[0]?.profile).not.toHaveProperty('email')
})
