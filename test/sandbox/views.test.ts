import type { App } from '@slack/bolt'
import type { ModalView } from '@slack/types'
import { describe, expect, test } from 'vitest'
import type { View } from '../../src/sandbox/types.ts'
import { type Stage, stage } from './bolt.ts'

const plain = (text: string) => ({ type: 'plain_text' as const, text })

const modal = (title: string, more: Partial<ModalView> = {}): ModalView => ({
  type: 'modal',
  callback_id: title,
  title: plain(title),
  submit: plain('Next'),
  blocks: [
    {
      type: 'input',
      block_id: 'account',
      label: plain('Account'),
      element: { type: 'external_select', action_id: 'account', min_query_length: 1 },
    },
    {
      type: 'actions',
      block_id: 'more',
      elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
    },
  ],
  ...more,
})

/** The command that opens `first`, and an app that keeps its trigger. */
function opener(build: (app: App) => void = () => {}) {
  return (app: App): void => {
    app.command('/open', async ({ ack, client, body }) => {
      await client.views.open({
        trigger_id: body.trigger_id,
        view: modal('first', { notify_on_close: true, external_id: 'one' }),
      })
      await ack()
    })
    build(app)
  }
}

async function opened(s: Stage): Promise<View> {
  await s.slack.command(s.slack.person('ben'), '/open')
  const view = s.slack.views(s.slack.person('ben')).at(-1)
  if (!view) throw new Error('no modal')
  return view
}

describe('an external select', () => {
  const names = ['Acme', '北京鑫源', 'Globex']
  const offers = opener((app) => {
    app.options('account', async ({ ack, options }) => {
      const found = names.filter((name) => name.includes(options.value))
      await ack({ options: found.map((name) => ({ text: plain(name), value: `id-${name}` })) })
    })
    app.view('first', async ({ ack, view }) => {
      const chosen = view.state.values['account']?.['account']?.selected_option
      await ack({ response_action: 'update', view: modal(`Got ${chosen?.value}`) })
    })
  })

  test('offers what the app finds for the words typed, and takes one of it', async () => {
    await using s = await stage(offers)
    const ben = s.slack.person('ben')
    const view = await opened(s)
    expect((await s.slack.options(ben, view, 'account', '北京')).map((o) => o.text.text)).toEqual([
      '北京鑫源',
    ])
    await s.slack.submit(ben, view, { account: 'Acme' })
    expect(s.slack.views(ben).map((v) => v.title)).toMatchObject([{ text: 'Got id-Acme' }])
    await expect(s.slack.submit(ben, view, { account: 'Nobody' })).rejects.toThrow('does not offer "Nobody"')
  })
})

describe('a stack of modals', () => {
  const pushes = opener((app) => {
    app.action('more', async ({ ack, client, body }) => {
      if (!('trigger_id' in body)) return
      await client.views.push({ trigger_id: body.trigger_id, view: modal('pushed') })
      await ack()
    })
    app.view('pushed', async ({ ack }) => ack())
    app.view('first', async ({ ack }) => ack({ response_action: 'clear' }))
  })

  test('grows to three by push, falls one by one, and not to four', async () => {
    await using s = await stage(pushes)
    const ben = s.slack.person('ben')
    const first = await opened(s)
    for (const depth of [2, 3, 3]) {
      const top = s.slack.views(ben).at(-1)
      if (top) await s.slack.press(ben, top, 'more')
      expect(s.slack.views(ben)).toHaveLength(depth)
    }
    expect(s.slack.calls.at(-1)).toMatchObject({ method: 'views.push', error: 'push_limit_reached' })
    const [, second, third] = s.slack.views(ben)
    expect(third).toMatchObject({ previous_view_id: second?.id, root_view_id: first.id })
    if (third) await s.slack.dismiss(ben, third)
    expect(s.slack.views(ben)).toEqual([first, second])
  })

  test('can be pushed again after the one on top was closed', async () => {
    await using s = await stage(pushes)
    const ben = s.slack.person('ben')
    const first = await opened(s)
    for (let round = 0; round < 4; round++) {
      await s.slack.press(ben, first, 'more')
      const top = s.slack.views(ben)[1]
      if (!top) throw new Error(`not pushed in round ${round}`)
      await s.slack.dismiss(ben, top)
    }
    expect(s.slack.calls.filter((call) => call.ok === false)).toEqual([])
  })
})

/** An app that keeps the triggers it was given. */
const keeps =
  (kept: string[]) =>
  (app: App): void =>
    app.command('/open', async ({ ack, body }) => {
      kept.push(body.trigger_id)
      await ack()
    })

describe('a trigger', () => {
  test('opens one modal and no second', async () => {
    const kept: string[] = []
    await using s = await stage(keeps(kept))
    await s.slack.command(s.slack.person('ben'), '/open')
    const open = () => s.app.client.views.open({ trigger_id: kept[0] ?? '', view: modal('late') })
    await open()
    await expect(open()).rejects.toThrow('exchanged_trigger_id')
    await expect(s.app.client.views.open({ trigger_id: '1.2.3', view: modal('x') })).rejects.toThrow(
      'invalid_trigger_id',
    )
  })

  test('is worth nothing after its time', async () => {
    const kept: string[] = []
    await using s = await stage(keeps(kept), { triggerMs: 0 })
    await s.slack.command(s.slack.person('ben'), '/open')
    const late = s.app.client.views.open({ trigger_id: kept[0] ?? '', view: modal('late') })
    await expect(late).rejects.toThrow('expired_trigger_id')
  })
})

test('a view is updated only with its latest hash, keeps what was typed, and is gone once closed', async () => {
  const closed: string[] = []
  await using s = await stage(
    opener((app) => {
      app.view({ callback_id: 'second', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.id)
        await ack()
      })
    }),
  )
  const ben = s.slack.person('ben')
  const view = await opened(s)
  const { hash } = view
  const note = { type: 'plain_text_input' as const, action_id: 'note' }
  const blocks = [{ type: 'input' as const, block_id: 'note', label: plain('Note'), element: note }]
  const next = modal('second', { notify_on_close: true, blocks })
  const { view: fresh } = await s.app.client.views.update({ view_id: view.id, hash, view: next })
  expect(fresh?.hash).not.toBe(hash)
  await expect(s.app.client.views.update({ view_id: view.id, hash, view: next })).rejects.toThrow(
    'hash_conflict',
  )
  await s.slack.fillIn(ben, view, { note: 'half a thought' })
  await s.app.client.views.update({ view_id: view.id, view: { ...next, title: plain('Third') } })
  expect(view).toMatchObject({
    title: { text: 'Third' },
    state: { values: { note: { note: { value: 'half a thought' } } } },
  })
  await s.slack.dismiss(ben, view)
  expect(closed).toEqual([view.id])
  await expect(s.app.client.views.update({ view_id: view.id, view: next })).rejects.toThrow('not_found')
  await expect(s.app.client.views.update({ external_id: 'one', view: next })).rejects.toThrow('not_found')
  await opened(s)
})

const step = (title: string) =>
  modal(title, {
    blocks: [
      {
        type: 'input',
        block_id: title,
        label: plain('Said'),
        element: { type: 'plain_text_input', action_id: title },
      },
    ],
  })

test('a submission sent again carries the same hash, and that of the next step another', async () => {
  const hashes: string[] = []
  await using s = await stage((app) => {
    app.command('/open', async ({ ack, client, body }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: step('one') })
      await ack()
    })
    app.view(/.*/, async ({ ack, view }) => {
      hashes.push(`${view.id} ${view.hash}`)
      if (hashes.length === 1) await ack({ response_action: 'errors', errors: { one: 'Say more.' } })
      else
        await ack(view.callback_id === 'one' ? { response_action: 'update', view: step('two') } : undefined)
    })
  })
  const ben = s.slack.person('ben')
  const view = await opened(s)
  await s.slack.submit(ben, view, { one: 'x' })
  await s.slack.submit(ben, view, { one: 'xyz' })
  await s.slack.replay()
  await s.slack.submit(ben, view, { two: 'y' })
  await s.slack.replay()
  const [first, , , next] = hashes
  expect(hashes).toEqual([first, first, first, next, next])
  expect(next).not.toBe(first)
  expect(next?.split(' ')[0]).toBe(view.id)
  expect(s.slack.views(ben)).toEqual([])
})

test('the home tab is told that it was opened, and shows what was published', async () => {
  await using s = await stage((app) => {
    app.event('app_home_opened', async ({ event, client }) => {
      const blocks = [{ type: 'section' as const, text: plain(`Good morning ${event.tab}`) }]
      await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } })
    })
  })
  const ben = s.slack.person('ben')
  await s.slack.openHome(ben)
  const home = await s.slack.until(() => s.slack.home(ben))
  expect(home.blocks).toMatchObject([{ text: { text: 'Good morning home' } }])
  expect(s.slack.home(s.slack.person('ada'))).toBeUndefined()
})

test('a view that Slack would refuse is refused, with a pointer, and uses no trigger up', async () => {
  const kept: string[] = []
  await using s = await stage(keeps(kept))
  await s.slack.command(s.slack.person('ben'), '/open')
  const open = (title: string) => s.app.client.views.open({ trigger_id: kept[0] ?? '', view: modal(title) })
  await expect(open('x'.repeat(25))).rejects.toMatchObject({
    data: {
      error: 'invalid_arguments',
      response_metadata: {
        messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
      },
    },
  })
  expect((await open('fine')).ok).toBe(true)
})
