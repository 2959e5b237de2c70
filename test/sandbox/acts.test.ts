import type { App } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { stage } from './bolt.ts'

const button = {
  type: 'actions',
  block_id: 'row',
  elements: [
    { type: 'button', action_id: 'greet.done', value: '7', text: { type: 'plain_text', text: 'Done' } },
  ],
}

const modal = {
  type: 'modal' as const,
  callback_id: 'log.save',
  title: { type: 'plain_text' as const, text: 'Log' },
  submit: { type: 'plain_text' as const, text: 'Save' },
  private_metadata: '42',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'about',
      label: { type: 'plain_text' as const, text: 'What was it about?' },
      element: { type: 'plain_text_input' as const, action_id: 'about', max_length: 20 },
    },
    {
      type: 'input' as const,
      block_id: 'on',
      optional: true,
      label: { type: 'plain_text' as const, text: 'When' },
      element: { type: 'datepicker' as const, action_id: 'on', initial_date: '2026-03-02' },
    },
  ],
}

describe('a slash command', () => {
  test('is answered to the one who typed it alone', async () => {
    await using s = await stage((app) => {
      app.command('/today', async ({ ack, body }) => ack(`Nothing for ${body.user_name} ${body.text}`))
    })
    const ben = s.slack.person('ben')
    const answer = await s.slack.command(ben, '/today', 'please')
    expect(answer).toMatchObject({ status: 200, body: 'Nothing for ben please' })
    expect(s.slack.ephemerals(ben).map((m) => m.text)).toEqual(['Nothing for ben please'])
    expect(s.slack.ephemerals(s.slack.person('ada'))).toEqual([])
  })

  test('nobody acknowledges is shown as failed', async () => {
    await using s = await stage()
    const ben = s.slack.person('ben')
    expect((await s.slack.command(ben, '/today')).status).toBe(0)
    expect(s.slack.ephemerals(ben)[0]?.text).toContain('operation_timeout')
  })

  test('that the manifest lacks never reaches the app', async () => {
    await using s = await stage(() => {}, { commands: ['/today'] })
    await expect(s.slack.command(s.slack.person('ben'), '/nope')).rejects.toThrow('not a valid command')
  })
})

function logs(app: App): void {
  app.command('/log', async ({ ack, client, body }) => {
    await client.views.open({ trigger_id: body.trigger_id, view: modal })
    await ack()
  })
  app.view('log.save', async ({ ack, view, client, body }) => {
    const about = view.state.values['about']?.['about']?.value ?? ''
    if (about === 'x') return ack({ response_action: 'errors', errors: { about: 'Say more' } })
    await client.chat.postMessage({
      channel: body.user.id,
      text: `${about} on ${view.state.values['on']?.['on']?.selected_date} for ${view.private_metadata}`,
    })
    return ack()
  })
}

describe('a modal', () => {
  test('opens, is filled in and closes', async () => {
    await using s = await stage(logs)
    const ben = s.slack.person('ben')
    await s.slack.command(ben, '/log')
    const [view] = s.slack.views(ben)
    if (!view) throw new Error('no modal')
    expect((await s.slack.submit(ben, view, { about: 'Renewal' })).status).toBe(200)
    expect(s.slack.views(ben)).toEqual([])
    expect(s.slack.messages(ben).map((m) => m.text)).toEqual(['Renewal on 2026-03-02 for 42'])
  })

  test('stays open with what is wrong under its field', async () => {
    await using s = await stage(logs)
    const ben = s.slack.person('ben')
    await s.slack.command(ben, '/log')
    const [view] = s.slack.views(ben)
    if (!view) throw new Error('no modal')
    const answer = await s.slack.submit(ben, view, { about: 'x' })
    expect(answer.body).toEqual({ response_action: 'errors', errors: { about: 'Say more' } })
    expect(s.slack.views(ben)).toHaveLength(1)
  })

  test('cannot be sent with a required field empty, too long a text or a date that is none', async () => {
    await using s = await stage(logs)
    const ben = s.slack.person('ben')
    await s.slack.command(ben, '/log')
    const [view] = s.slack.views(ben)
    if (!view) throw new Error('no modal')
    await expect(s.slack.submit(ben, view)).rejects.toThrow('required field')
    await expect(s.slack.submit(ben, view, { about: 'y'.repeat(21) })).rejects.toThrow('0 to 20 characters')
    await expect(s.slack.submit(ben, view, { about: 'y', on: 'soon' })).rejects.toThrow('no date')
    await expect(s.slack.submit(ben, view, { abuot: 'y' })).rejects.toThrow('no input abuot')
  })
})

describe('a button', () => {
  test('answers through its response_url, in place of the message', async () => {
    await using s = await stage((app) => {
      app.action('greet.done', async ({ ack, respond, action }) => {
        await ack()
        const value = action.type === 'button' ? action.value : ''
        await respond({ replace_original: true, text: `Done ${value}` })
      })
    })
    const ben = s.slack.person('ben')
    await s.app.client.chat.postMessage({ channel: ben.id, text: 'Greet', blocks: [button] as never })
    const [message] = s.slack.messages(ben)
    if (!message) throw new Error('no message')
    expect((await s.slack.press(ben, message, 'greet.done')).status).toBe(200)
    await s.slack.until(() => s.slack.messages(ben)[0]?.text === 'Done 7')
    expect(s.slack.messages(ben)).toHaveLength(1)
  })

  test('that is not there cannot be pressed', async () => {
    await using s = await stage()
    const ben = s.slack.person('ben')
    await s.app.client.chat.postMessage({ channel: ben.id, text: 'Greet', blocks: [button] as never })
    const [message] = s.slack.messages(ben)
    if (!message) throw new Error('no message')
    await expect(s.slack.press(ben, message, 'greet.undo')).rejects.toThrow('row/greet.done')
  })
})
