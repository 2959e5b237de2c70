import { expect, test } from 'vitest'
import { type Stage, stage } from './bolt.ts'

interface State {
  change: number
  now: string
  travel: string
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
  const html = await (await fetch(s.slack.page)).text()
  const assets = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  expect(assets).toHaveLength(2)
  for (const path of assets) expect((await fetch(new URL(path ?? '', s.slack.page))).status).toBe(200)
  expect((await fetch(`${s.slack.page}assets/..%2findex.html`)).status).toBe(404)
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

test('who presses twice travels once, and what they type on the way reaches the app at the end', async () => {
  const clock = { now: new Date('2026-03-02T14:00:00Z') }
  const arrive = Promise.withResolvers<void>()
  const asked: string[] = []
  const heard: string[] = []
  await using s = await stage(
    (app) =>
      app.command('/today', async ({ ack }) => {
        heard.push(clock.now.toISOString())
        await ack('Nothing today')
      }),
    {
      clock: () => clock.now,
      onTravel: async (to, { name }) => {
        asked.push(`${name} ${to}`)
        await arrive.promise
        clock.now = new Date('2026-03-03T13:30:00Z')
      },
    },
  )
  const person = s.slack.person('ben').id
  expect(await state(s)).toMatchObject({ now: '2026-03-02T14:00:00.000Z', travel: 'possible' })
  const away = act(s, { act: 'travel', person, to: 'morning' })
  expect(await s.slack.until(async () => (await state(s)).travel === 'under way')).toBe(true)
  const again = act(s, { act: 'travel', person, to: 'morning' })
  const typed = act(s, { act: 'command', person, text: '/today' })
  await s.slack.until(() => s.slack.deliveries.length > 0)
  arrive.resolve()
  expect([(await away).status, (await again).status]).toEqual([200, 200])
  expect((await typed).body).toMatchObject({ answer: { status: 200 } })
  expect(await state(s)).toMatchObject({ now: '2026-03-03T13:30:00.000Z', travel: 'possible' })
  expect(asked).toEqual(['ben morning'])
  expect(heard).toEqual(['2026-03-03T13:30:00.000Z'])
})

test('a page hears at once that somebody travels, and what comes on the way in one piece when they arrive', async () => {
  const arrive = Promise.withResolvers<void>()
  await using s = await stage(() => {}, { onTravel: () => arrive.promise })
  const post = (text: string) => s.app.client.chat.postMessage({ channel: s.slack.person('ben').id, text })
  const departure = state(s, (await state(s)).change)
  const away = act(s, { act: 'travel', person: s.slack.person('ben').id, to: 'morning' })
  const { travel, change } = await departure
  expect(travel).toBe('under way')
  await post('0')
  const arrival = state(s, change)
  for (let hour = 1; hour < 10; hour++) await post(String(hour))
  arrive.resolve()
  await away
  const { messages, ...there } = await arrival
  expect(there.travel).toBe('possible')
  expect(messages.map(({ text }) => text).join('')).toBe('0123456789')
})

test('an app that does not come back is said, and the next try can bring it', async () => {
  const left = [new Error('it ended'), undefined]
  await using s = await stage(() => {}, {
    onTravel: async () => {
      const error = left.shift()
      if (error) throw error
    },
  })
  const person = s.slack.person('ben').id
  await act(s, { act: 'travel', person, to: 'hour' })
  expect((await state(s)).travel).toBe('stranded')
  await act(s, { act: 'travel', person, to: 'hour' })
  expect((await state(s)).travel).toBe('possible')
})

test('a message shows the hour of the product’s clock when it came', async () => {
  const clock = { now: new Date('2026-03-02T14:00:00Z') }
  await using s = await stage(() => {}, { clock: () => clock.now })
  const post = (text: string) => s.app.client.chat.postMessage({ channel: s.slack.person('ben').id, text })
  const first = await post('Today')
  clock.now = new Date('2026-03-03T14:00:00Z')
  await post('Tomorrow')
  await s.app.client.chat.update({ channel: first.channel ?? '', ts: first.ts ?? '', text: 'Changed' })
  expect((await state(s)).messages).toMatchObject([
    { text: 'Changed', at: '2026-03-02T14:00:00.000Z' },
    { text: 'Tomorrow', at: '2026-03-03T14:00:00.000Z' },
  ])
})
