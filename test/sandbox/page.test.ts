import { expect, test } from 'vitest'
import { type Stage, stage } from './bolt.ts'

interface State {
  change: number
  people: { name: string; id: string; dm: string | null; views: { id: string }[] }[]
  messages: { text: string; channel: string; ts: string }[]
}

const state = async (s: Stage, since = -1): Promise<State> =>
  (await fetch(`${s.slack.page}sandbox/state?since=${since}`)).json() as Promise<State>

async function act(
  s: Stage,
  body: object,
  type = 'application/json',
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${s.slack.page}sandbox/act`, {
    method: 'POST',
    headers: { 'content-type': type },
    body: JSON.stringify(body),
  })
  return {
    status: response.status,
    body: type.includes('json') ? await response.json() : await response.text(),
  }
}

test('a page is served that reads the workspace and acts as anybody in it', async () => {
  await using s = await stage((app) => {
    app.command('/today', async ({ ack }) => ack('Nothing today'))
    app.message('hello', async ({ say }) => void (await say('Good morning')))
  })
  expect(await (await fetch(s.slack.page)).text()).toContain('/page.js')
  for (const file of ['page.js', 'blocks.js', 'controls.js', 'dom.js', 'page.css']) {
    expect((await fetch(s.slack.page + file)).status).toBe(200)
  }
  const ben = (await state(s)).people.find((one) => one.name === 'ben')
  const answer = await act(s, { act: 'command', person: ben?.id, text: '/today' })
  expect(answer.body).toMatchObject({ answer: { status: 200, body: 'Nothing today' } })
  await act(s, { act: 'say', person: ben?.id, text: 'hello' })
  await s.slack.until(async () => (await state(s)).messages.some((m) => m.text === 'Good morning'))
})

test('the page waits for news and gets it as it happens', async () => {
  await using s = await stage()
  const { change } = await state(s)
  const waiting = state(s, change)
  await s.app.client.chat.postMessage({ channel: s.slack.person('ben').id, text: 'News' })
  expect((await waiting).change).toBeGreaterThan(change)
})

test('what cannot be done is said, and another site cannot do anything', async () => {
  await using s = await stage()
  const person = s.slack.person('ben').id
  expect(await act(s, { act: 'submit', person, view: 'V1' })).toMatchObject({
    status: 422,
    body: { problem: 'That window is closed' },
  })
  expect((await act(s, { act: 'fly', person })).status).toBe(422)
  expect((await act(s, { act: 'command', person, text: '/today' }, 'text/plain')).status).toBe(415)
  expect(s.slack.deliveries).toEqual([])
})
