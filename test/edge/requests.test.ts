import { once } from 'node:events'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { startTend, type Tend } from '../support/tend.ts'

const hourOf = async ({ db, slack }: Tend, name: string): Promise<string> => {
  const row = db.selectFrom('member').select('hour').where('id', '=', slack.person(name).id)
  return (await row.executeTakeFirstOrThrow()).hour
}

const openSettings = async ({ slack }: Tend, name: string) => {
  await slack.command(slack.person(name), '/tend', 'settings')
  const modal = slack.views(slack.person(name)).at(-1)
  if (!modal) throw new Error('no modal opened')
  return modal
}

describe('people', () => {
  test('who joins the workspace is known from then on, with zone and language', async () => {
    const { slack, db } = await startTend()
    await slack.joinTeam({ name: 'wei', real_name: '王伟', tz: 'Asia/Shanghai', locale: 'zh-CN' })
    await slack.settled()
    const wei = await db.selectFrom('member').selectAll().where('name', '=', '王伟').executeTakeFirstOrThrow()
    expect(wei).toMatchObject({ zone: 'Asia/Shanghai', locale: 'zh-CN', active: true, role: 'rep' })
  })

  test('whoever moves to another zone has their mornings there', async () => {
    const { slack, db } = await startTend()
    const ben = slack.person('ben')
    await slack.changeUser(ben, { tz: 'Australia/Lord_Howe' })
    await slack.settled()
    const row = db.selectFrom('member').select('zone').where('id', '=', ben.id)
    expect((await row.executeTakeFirstOrThrow()).zone).toBe('Australia/Lord_Howe')
  })

  test('a guest can do nothing here', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    await tend.slack.changeUser(ben, { restricted: true })
    await tend.slack.settled()
    await tend.slack.command(ben, '/tend', 'help')
    expect(tend.slack.ephemerals(ben).at(-1)?.text).toContain('Tend is for members of this workspace')
  })
})

const inSeconds = (seconds: number): Date => new Date(Date.now() + seconds * 1000)

describe('a request is Slack’s, or nothing happens', () => {
  const body = 'command=%2Ftend&text=help&team_id=T000000001&user_id=U1&trigger_id=1.1'

  test.for([
    ['without a signature', { secret: null }],
    ['signed with another secret', { secret: 'guess' }],
    ['older than five minutes', { ahead: -301 }],
    ['from five minutes ahead', { ahead: 310 }],
  ] as const)('%s it gets 401', async ([, how]) => {
    const { slack, db } = await startTend()
    const forged = 'ahead' in how ? { at: inSeconds(how.ahead) } : how
    expect((await slack.raw({ body, ...forged })).status).toBe(401)
    expect(await db.selectFrom('slackRequest').select('key').execute()).toEqual([])
  })

  test('another workspace’s request does nothing, though it is signed', async () => {
    const { slack, db } = await startTend()
    const responseUrl = `${slack.url}chat.postMessage`
    const calls = slack.calls.length
    await slack.raw({
      body: `${body.replace('T000000001', 'T000000002')}&response_url=${encodeURIComponent(responseUrl)}`,
    })
    expect(slack.calls.slice(calls)).toEqual([])
    expect(await db.selectFrom('workspace').select('slackId').execute()).toEqual([{ slackId: 'T000000001' }])
    expect(await db.selectFrom('slackRequest').select('key').execute()).toEqual([])
  })

  test('what claims to test the certificate runs nothing, whatever it carries', async () => {
    const { slack, db } = await startTend()
    const payload = encodeURIComponent(JSON.stringify({ type: 'event_callback', team_id: 'T000000001' }))
    const smuggled = `ssl_check=1&payload=${payload}&${body}`
    expect((await slack.raw({ body: smuggled, secret: null })).status).toBe(401)
    expect(await slack.raw({ body: smuggled, secret: 'guess' })).toMatchObject({ status: 200, body: '' })
    expect(await db.selectFrom('slackRequest').select('key').execute()).toEqual([])
  })

  test('Slack’s question whether the address is ours is answered when it is signed, and only then', async () => {
    const { slack } = await startTend()
    const question = {
      body: JSON.stringify({ type: 'url_verification', challenge: 'c4' }),
      type: 'application/json',
    }
    expect((await slack.raw({ ...question, secret: null })).status).toBe(401)
    expect(await slack.raw(question)).toMatchObject({ status: 200, body: { challenge: 'c4' } })
  })

  test('an address that is none ends nothing', async () => {
    const { slack, port } = await startTend()
    const socket = connect(port, '127.0.0.1')
    socket.write('GET // HTTP/1.1\r\nHost: tend\r\nConnection: close\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    expect(answer.toString()).toMatch(/^HTTP\/1\.1 404 /)
    expect(await slack.command(slack.person('ben'), '/tend', 'help')).toMatchObject({ status: 200 })
  })

  test('a body larger than a megabyte is refused unread', async () => {
    const { slack } = await startTend()
    expect((await slack.raw({ body: `payload=${'x'.repeat(1_000_001)}` })).status).toBe(413)
  })
})

describe('a request has one effect however often it arrives', () => {
  test('a command replayed to the byte opens one modal and shows no error', async () => {
    const tend = await startTend()
    const ben = tend.slack.person('ben')
    await openSettings(tend, 'ben')
    const again = await tend.slack.replay()
    expect(again).toMatchObject({ status: 200, body: '' })
    expect(tend.slack.views(ben)).toHaveLength(1)
    expect(tend.slack.calls.filter(({ method }) => method === 'views.open')).toHaveLength(1)
    expect(tend.slack.messages(ben)).toEqual([])
  })

  test('a modal submitted twice is saved once', async () => {
    const tend = await startTend()
    const modal = await openSettings(tend, 'ben')
    await tend.slack.submit(tend.slack.person('ben'), modal, { hour: '07:00' })
    await tend.db.updateTable('member').set({ hour: '06:00' }).execute()
    expect((await tend.slack.replay()).status).toBe(200)
    expect(await hourOf(tend, 'ben')).toBe('06:00')
  })

  test('a modal that was refused can be sent again', async () => {
    const tend = await startTend()
    const modal = await openSettings(tend, 'ben')
    await tend.slack.submit(tend.slack.person('ben'), modal, { region: 'Nowhere' })
    await tend.slack.submit(tend.slack.person('ben'), modal, { region: 'GB', hour: '07:45' })
    expect(await hourOf(tend, 'ben')).toBe('07:45')
  })

  test('the next step of a modal is a request of its own, though the modal keeps its id', async () => {
    const tend = await startTend()
    const { slack, db } = tend
    const modal = await openSettings(tend, 'ben')
    await slack.submit(slack.person('ben'), modal, { hour: '07:00' })
    await db.updateTable('member').set({ hour: '06:00' }).execute()
    const sent = slack.deliveries.at(-1)?.payload ?? {}
    const next = { ...sent, view: { ...modal, hash: `${modal.hash}1` } }
    const body = `payload=${encodeURIComponent(JSON.stringify(next))}`
    for (const hour of ['07:00', '06:00']) {
      expect((await slack.raw({ body })).status).toBe(200)
      expect(await hourOf(tend, 'ben')).toBe(hour)
      await db.updateTable('member').set({ hour: '06:00' }).execute()
    }
  })

  test('an event delivered twice under one id is taken once', async () => {
    const tend = await startTend()
    tend.slack.faults.next('event', { kind: 'duplicate' })
    await tend.slack.joinTeam({ name: 'wei', real_name: '王伟' })
    await tend.slack.settled()
    const claims = await tend.db.selectFrom('slackRequest').select('key').execute()
    expect(claims.filter(({ key }) => key.startsWith('event'))).toHaveLength(1)
  })
})

test('64 commands at once are each answered within Slack’s patience, and so is whoever asks meanwhile', async () => {
  const { slack } = await startTend()
  const asked = Array.from({ length: 64 }, () => slack.command(slack.person('ben'), '/tend', 'help'))
  const meanwhile = await slack.command(slack.person('ada'), '/tend', 'settings')
  expect(meanwhile.status).toBe(200)
  expect(slack.views(slack.person('ada'))).toHaveLength(1)
  const answers = await Promise.all(asked)
  const told = answers.filter(({ body }) => JSON.stringify(body).includes('What you can type'))
  expect(told).toHaveLength(64)
})

test('a button of an older version is answered with a sentence', async () => {
  const tend = await startTend()
  const { slack } = tend
  const ben = slack.person('ben')
  const channel = await slack.dm(ben)
  await tend.deps.slack.chat.postMessage({
    channel,
    text: 'old',
    blocks: [
      {
        type: 'actions',
        block_id: 'old',
        elements: [
          { type: 'button', action_id: 'old.verb', value: '1', text: { type: 'plain_text', text: 'Old' } },
        ],
      },
    ],
  })
  const message = slack.messages(ben).at(-1)
  if (!message) throw new Error('nothing was posted')
  const answer = await slack.press(ben, message, 'old.verb')
  expect(answer.status).toBe(200)
  const told = await slack.until(() => slack.ephemerals(ben).at(-1))
  expect(told.text).toContain('from an older version')
})

test('a listener’s own calls are not repeated by Slack’s client', async () => {
  const tend = await startTend()
  const ben = tend.slack.person('ben')
  tend.slack.faults.next('views.open', { kind: 'status', status: 503 })
  const answer = await tend.slack.command(ben, '/tend', 'settings')
  expect(tend.slack.calls.filter(({ method }) => method === 'views.open')).toHaveLength(1)
  expect(answer.status).toBe(200)
  expect(tend.slack.ephemerals(ben).at(-1)?.text).toMatch(/Something broke on our side.*quote [0-9a-f]{8}/)
})

test('what goes wrong on the home page is said in a message, since there is no other place', async () => {
  const { slack } = await startTend()
  const ben = slack.person('ben')
  await slack.openHome(ben)
  const home = await slack.until(() => slack.home(ben))
  slack.faults.next('views.open', { kind: 'status', status: 503 })
  await slack.press(ben, home, 'home.settings')
  const told = await slack.until(() => slack.messages(ben).at(-1))
  expect(told.text).toMatch(/Something broke on our side.*quote [0-9a-f]{8}/)
})

test('a Slack that says nothing is given up on before the person is', async () => {
  const { slack } = await startTend()
  const ben = slack.person('ben')
  slack.faults.next('views.open', { kind: 'hang', ms: 5_000 })
  expect(await slack.command(ben, '/tend', 'settings')).toMatchObject({ status: 200 })
  expect(slack.ephemerals(ben).at(-1)?.text).toContain('Something broke on our side')
})
