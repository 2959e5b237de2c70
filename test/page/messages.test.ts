import type { App } from '@slack/bolt'
import type { KnownBlock } from '@slack/types'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { verbatim } from '../../src/slack/text.ts'
import { stage } from '../sandbox/bolt.ts'
import { browserTest, openPage, write } from '../support/browser.ts'

const text = (words: string) => ({ type: 'plain_text' as const, text: words })
const mrkdwn = (words: string): KnownBlock => ({ type: 'section', text: { type: 'mrkdwn', text: words } })

const row = (name: string, ...elements: object[]): KnownBlock =>
  ({ type: 'actions', block_id: name, elements }) as KnownBlock

const button = (action: string, words: string, more: object = {}) => ({
  type: 'button',
  action_id: action,
  text: text(words),
  ...more,
})

/** Whether such a message stands within the part of the list that one sees. */
const inSight = (page: Page, words: string): Promise<boolean> =>
  page
    .getByRole('article')
    .getByText(words)
    .evaluate((one) => {
      const list = one.closest('.messages')?.getBoundingClientRect()
      const { top, bottom } = one.getBoundingClientRect()
      return list !== undefined && top >= list.top && bottom <= list.bottom
    })

const post = (app: App, channel: string, blocks: KnownBlock[], words = 'A message') =>
  app.client.chat.postMessage({ channel, text: words, blocks })

browserTest(
  'a row changes in place when its button is pressed, and the keyboard stays where it was',
  async () => {
    await using s = await stage((app) => {
      app.action('done', async ({ ack, respond }) => {
        await ack()
        const blocks = [mrkdwn('*Acme* – done'), row('1', button('undo', 'Undo'), button('done', 'Again'))]
        await respond({ replace_original: true, text: 'Changed', blocks })
      })
    })
    await post(s.app, s.slack.person('ben').id, [mrkdwn('*Acme*'), row('1', button('done', 'Done'))])
    const page = await openPage(s, 'ben')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('– done').waitFor()
    expect(await page.getByRole('article').count()).toBe(1)
    expect(await page.getByRole('button', { name: 'Again' }).evaluate((one) => one.matches(':focus'))).toBe(
      true,
    )
  },
)

browserTest('a menu is walked by arrows and asks before it does what cannot be undone', async () => {
  const picked: string[] = []
  await using s = await stage((app) => {
    app.action('more', async ({ ack, action }) => {
      await ack()
      picked.push('selected_option' in action ? String(action.selected_option?.value) : '')
    })
  })
  const confirm = {
    title: text('Sure?'),
    text: text('It is gone then.'),
    confirm: text('Do it'),
    deny: text('Keep'),
  }
  const options = ['open', 'drop', 'why'].map((value) => ({ text: text(`To ${value}`), value }))
  const more = { type: 'overflow', action_id: 'more', options, confirm }
  await post(s.app, s.slack.person('ben').id, [row('1', more)])
  const page = await openPage(s, 'ben')
  const menu = page.getByRole('button', { name: 'More options' })
  const choose = async (answer: string): Promise<void> => {
    await menu.focus()
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
    await page.getByRole('dialog', { name: 'Sure?' }).getByRole('button', { name: answer }).click()
  }
  await choose('Keep')
  expect(picked).toEqual([])
  await choose('Do it')
  await s.slack.until(() => picked.length > 0)
  expect(picked).toEqual(['drop'])
})

browserTest('what people typed is text: never markup, never a ping, never a format', async () => {
  const typed = '<img src=x onerror=alert(1)> *not bold* <!here> &amp; # no heading\n1. no list'
  await using s = await stage()
  await s.slack.say(s.slack.person('ben'), '<b>hi</b> & <@U1>')
  const blocks: KnownBlock[] = [
    { type: 'header', text: text('*A* <b>B</b> &lt;c&gt; # d') },
    mrkdwn(verbatim(typed)),
    { type: 'context', elements: [{ type: 'mrkdwn', text: verbatim(typed) }] },
    { type: 'section', fields: [{ type: 'plain_text', text: typed }] },
    {
      type: 'table',
      rows: [
        [
          { type: 'raw_text', text: typed },
          { type: 'raw_number', value: 7 },
        ],
      ],
    } as never,
  ]
  await post(s.app, s.slack.person('ben').id, blocks)
  const page = await openPage(s, 'ben')
  const said = page.getByRole('article')
  await said.last().getByText('7', { exact: true }).waitFor()
  expect(await said.first().textContent()).toContain('<b>hi</b> & <@U1>')
  const shown = (await said.last().textContent()) ?? ''
  expect(
    shown.replaceAll('\u2060', '').split('<img src=x onerror=alert(1)> *not bold* <!here>'),
  ).toHaveLength(5)
  expect(await said.locator('img, b:not(.sender), strong, .slack_broadcast').count()).toBe(0)
})

browserTest('what only one person sees says so, and nobody else sees it', async () => {
  await using s = await stage((app) => app.command('/who', ({ ack }) => ack('Only you')))
  const page = await openPage(s, 'ben/sales')
  await write(page, '/who')
  await page.getByRole('article').getByText('Only visible to you').waitFor()
  const other = await openPage(s, 'chen/sales')
  await other.getByText('这里还没有消息').waitFor()
  expect(await other.getByRole('article').count()).toBe(0)
})

browserTest(
  'what only one person sees can be put away, and the keyboard stays among the messages',
  async () => {
    await using s = await stage((app) => app.command('/who', ({ ack }) => ack('Only you')))
    const page = await openPage(s, 'ben')
    await write(page, '/who')
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await page.getByText('Nothing here yet.').waitFor()
    expect(s.slack.ephemerals(s.slack.person('ben'))).toEqual([])
    expect(
      await page.getByRole('region', { name: 'Messages' }).evaluate((one) => one.matches(':focus')),
    ).toBe(true)
  },
)

browserTest(
  'whoever reads further up is told that something came below; what one asks for is shown',
  async () => {
    await using s = await stage((app) => app.command('/who', ({ ack }) => ack('You are Ben')))
    const ben = s.slack.person('ben').id
    const tall = Array.from({ length: 40 }, (_, line) => mrkdwn(`Line ${line}`))
    await post(s.app, ben, tall)
    const page = await openPage(s, 'ben')
    await page.getByText('Line 0').waitFor()
    await post(s.app, ben, [mrkdwn('Something new')])
    const below = page.getByRole('button', { name: 'New message below' })
    await below.waitFor()
    expect(await page.getByRole('article').getByText('Something new').isVisible()).toBe(true)
    expect(await inSight(page, 'Something new')).toBe(false)
    await below.click()
    await below.waitFor({ state: 'detached' })
    expect(await inSight(page, 'Something new')).toBe(true)
    await page.getByText('Line 0').scrollIntoViewIfNeeded()
    await write(page, '/who')
    await page.getByRole('article').getByText('You are Ben').waitFor()
    expect(await inSight(page, 'You are Ben')).toBe(true)
  },
)

browserTest('a message in a channel that the app does not read is no failure', async () => {
  const manifest = 'settings:\n  event_subscriptions:\n    bot_events:\n      - message.im\n'
  await using s = await stage(() => {}, { manifest, scopes: ['chat:write', 'im:history', 'users:read'] })
  const page = await openPage(s, 'ben/sales')
  await write(page, 'Acme called')
  await page.getByRole('article').getByText('Acme called').waitFor()
  await page.getByRole('button', { name: 'You are Ben Carter' }).click()
  expect(await page.getByRole('alert').count()).toBe(0)
})

browserTest('what is new is marked until it is looked at, in the places and beside the people', async () => {
  await using s = await stage()
  const page = await openPage(s, 'ben/sales')
  await page.getByRole('heading', { name: '# sales' }).waitFor()
  for (const who of ['ben', 'ben', 'chen']) await post(s.app, s.slack.person(who).id, [mrkdwn('Hello')])
  const places = page.getByRole('navigation')
  await places.getByRole('button', { name: 'Tend 2 unread' }).click()
  await places.getByRole('button', { name: 'Tend', exact: true }).waitFor()
  await page.getByRole('button', { name: 'You are Ben Carter' }).click()
  await page.getByRole('menuitemradio', { name: '陈静' }).getByText('1 unread').waitFor()
})

browserTest('a new message is said to those who listen, and those before it are not', async () => {
  await using s = await stage()
  await post(s.app, s.slack.person('ben').id, [mrkdwn('Old')], 'Old')
  const page = await openPage(s, 'ben')
  await page.getByRole('article').waitFor()
  const live = page.locator('[aria-live=polite]')
  expect(await live.textContent()).toBe('')
  await post(s.app, s.slack.person('ben').id, [mrkdwn('New')], '*New* &amp; true')
  await live.getByText('Tend: New & true').waitFor({ state: 'attached' })
})

browserTest('the shortcuts of the app stand in the menu of a message, each for itself', async () => {
  const manifest = `features:
  shortcuts:
    - name: Log this
      type: message
      callback_id: log-this
      description: Log it
    - name: Open complaint
      type: message
      callback_id: open-complaint
      description: Open one
settings:
  event_subscriptions:
    bot_events:
      - message.im
`
  const picked: string[] = []
  await using s = await stage(
    (app) =>
      app.shortcut(/.*/, async ({ ack, payload }) => {
        await ack()
        picked.push(`${payload.callback_id}: ${'message' in payload ? payload.message.text : ''}`)
      }),
    { manifest, scopes: ['chat:write', 'im:history', 'users:read'] },
  )
  const page = await openPage(s, 'ben')
  await write(page, 'Acme called back')
  for (const [name, count] of [
    ['Log this', 1],
    ['Open complaint', 2],
  ] as const) {
    await page.getByRole('article').hover()
    await page.getByRole('button', { name: 'More actions' }).click()
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([
      'Reply in thread',
      'Log this',
      'Open complaint',
    ])
    await page.getByRole('menuitem', { name }).click()
    await s.slack.until(() => picked.length === count)
  }
  expect(picked).toEqual(['log-this: Acme called back', 'open-complaint: Acme called back'])
})

browserTest('a select in a message asks the app as one types, and tells it at once', async () => {
  const chosen: string[] = []
  await using s = await stage((app) => {
    app.options('who', async ({ ack, payload }) =>
      ack({ options: [{ text: text(`${payload.value}!`), value: 'v1' }] }),
    )
    app.action('who', async ({ ack, action }) => {
      await ack()
      chosen.push('selected_option' in action ? String(action.selected_option?.value) : '')
    })
  })
  const who = { type: 'external_select', action_id: 'who', placeholder: text('Whose?'), min_query_length: 1 }
  await post(s.app, s.slack.person('ben').id, [row('1', who)])
  const page = await openPage(s, 'ben')
  const field = page.getByRole('combobox', { name: 'Whose?' })
  await field.fill('Ac')
  await page.getByRole('option', { name: 'Ac!' }).click()
  await s.slack.until(() => chosen.length > 0)
  expect(chosen).toEqual(['v1'])
  expect(await field.inputValue()).toBe('Ac!')
})

browserTest('a dropped file reaches the app as it is, byte for byte', async () => {
  const names: string[] = []
  await using s = await stage((app) => {
    app.event(
      'message',
      async ({ event }) => void names.push(JSON.stringify('files' in event ? event.files : '')),
    )
  })
  const page = await openPage(s, 'ben')
  const gbk = Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x0a])
  await page
    .getByLabel('Attach a CSV file')
    .setInputFiles({ name: 'accounts.csv', mimeType: 'text/csv', buffer: gbk })
  await page.getByRole('article').getByText('accounts.csv').waitFor()
  await s.slack.until(() => names.length > 0)
  const [file] = JSON.parse(names[0] ?? '[]') as { url_private: string }[]
  const headers = { authorization: `Bearer ${s.slack.botToken}` }
  const bytes = await (await fetch(file?.url_private ?? '', { headers })).arrayBuffer()
  expect(Buffer.from(bytes)).toEqual(gbk)
})

browserTest('the clock and the dates of a message are those of its reader', async () => {
  await using s = await stage(() => {}, { clock: () => new Date('2026-03-02T14:00:00Z') })
  const at = Date.parse('2026-03-02T23:30:00Z') / 1000
  for (const who of ['ben', 'chen'])
    await post(s.app, s.slack.person(who).id, [mrkdwn(`Due <!date^${at}^{date_pretty} {time}|later>`)])
  const ben = await openPage(s, 'ben')
  await ben.getByText('Due today 23:30').waitFor()
  await ben.getByText(/^Mon.*2 Mar.*14:00 for Ben Carter$/).waitFor()
  expect(await ben.getByRole('article').getByRole('time').textContent()).toBe('14:00')
  const chen = await openPage(s, 'chen')
  await chen.getByText('Due 明天 7:30').waitFor()
  expect(await chen.getByRole('article').getByRole('time').textContent()).toBe('22:00')
})
