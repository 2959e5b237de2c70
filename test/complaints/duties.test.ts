import { expect, test } from 'vitest'
import type { View } from '../../src/sandbox/types.ts'
import { lintBlocks } from '../../src/slack/lint.ts'
import {
  cardOf,
  complain,
  type Complaining,
  fillIn,
  modalOf,
  press,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'
import { restarted } from '../support/restarted.ts'

const titleOf = (view: View): string => (view['title'] as { text: string }).text

/** What was written down of the four duties. */
const duties = ({ db }: Complaining) =>
  db
    .selectFrom('complaintDuty')
    .select(['round', 'duty', 'words', 'whoId', 'byOn', 'remedy', 'amount', 'currency', 'approval', 'doneBy'])
    .orderBy('id')
    .execute()

/** The modal that was sent off last, as Slack delivered it. */
const sentLast = ({ slack }: Complaining) =>
  slack.deliveries.findLast(({ raw }) => raw.includes('view_submission'))

/** The card in the team’s channel, which everybody may press. */
async function inChannel(tend: Complaining) {
  const sales = tend.slack.channel('sales')
  await tend.db.updateTable('workspace').set({ complaintChannel: sales.id }).execute()
  await complain(tend)
  return () => {
    const [card] = tend.slack.messages(sales)
    if (!card) throw new Error('no card in the channel')
    return card
  }
}

test('the four duties are done in order, each saved with its words, and the card and its thread show them', async () => {
  const tend = await startComplaining()
  const { slack, ben } = tend
  await complain(tend)
  await press(tend, 'duties')
  expect(titleOf(modalOf(tend, ben))).toBe('Apologise')
  expect(textOf(modalOf(tend, ben))).toContain('*Apologise* · 1 of 4')
  tend.at('2026-03-02T09:05:00Z')
  await fillIn(tend, ben, { apologise: 'We are sorry' })
  expect(titleOf(modalOf(tend, ben))).toBe('Explain the cause')
  expect(textOf(modalOf(tend, ben))).toContain('✓ Apologise (Ben Carter, 09:05): We are sorry')
  await fillIn(tend, ben, { explain: 'No foam' })
  expect(textOf(modalOf(tend, ben))).toContain('*Act* · 3 of 4')
  await fillIn(tend, ben, { act: 'Foam from now on', who: tend.chen.id, byOn: '2026-03-05' })
  expect(textOf(modalOf(tend, ben))).toContain(
    '✓ Act (Ben Carter, 09:05): Foam from now on – 陈静, by Thu 5 Mar',
  )
  await fillIn(tend, ben, { remedy: 'replacement', compensate: 'New scales', amount: '120.50' })
  expect(slack.views(ben)).toEqual([])
  const { currency } = await tend.workspace()
  const none = { round: 1, whoId: null, byOn: null, remedy: null, amount: null, currency: null }
  const by = { approval: null, doneBy: ben.id }
  expect(await duties(tend)).toEqual([
    { ...none, ...by, duty: 'apologise', words: 'We are sorry' },
    { ...none, ...by, duty: 'explain', words: 'No foam' },
    { ...none, ...by, duty: 'act', words: 'Foam from now on', whoId: tend.chen.id, byOn: '2026-03-05' },
    {
      ...none,
      ...by,
      duty: 'compensate',
      words: 'New scales',
      remedy: 'replacement',
      amount: 12_050,
      currency,
    },
  ])
  const card = cardOf(tend, ben)
  for (const line of [
    '✓ Apologise: We are sorry',
    '✓ Explain the cause: No foam',
    '✓ Act: Foam',
    '✓ Compensate: New scales',
  ])
    expect(textOf(card)).toContain(line)
  expect(textOf(card)).not.toContain('Four duties')
  expect(threadOf(tend, card)).toEqual([
    'Ben Carter wrote down: Apologise.',
    'Ben Carter wrote down: Explain the cause.',
    'Ben Carter wrote down: Act.',
    'Ben Carter wrote down: Compensate.',
  ])
  expect(slack.warnings).toEqual([])
})

test('whoever is to act is told what and by when, in their own words, once, and not by themselves', async () => {
  const tend = await startComplaining()
  const { slack, ben, chen } = tend
  await complain(tend)
  await press(tend, 'duties')
  await fillIn(tend, ben, { apologise: 'We are sorry' })
  await fillIn(tend, ben, { explain: 'No foam' })
  await fillIn(tend, ben, { act: 'Foam <!here> from now on', who: chen.id, byOn: '2026-03-05' })
  await tend.settle()
  const asked = (person = chen) =>
    slack.messages(person).flatMap(({ text }) => (text.includes('Foam') ? [text] : []))
  expect(asked()).toEqual([
    `<@${ben.id}> 请你处理“Acme”的投诉，3月5日周四前完成：Foam &lt;!here&gt; from now on`,
  ])
  await slack.replay(sentLast(tend))
  await fillIn(tend, ben, { remedy: 'none' })
  await tend.settle()
  expect(asked()).toHaveLength(1)
})

test('the same in Chinese, where no compensation asks for nothing', async () => {
  const tend = await startComplaining()
  const { chen } = tend
  await tend.db.updateTable('account').set({ ownerId: chen.id }).where('id', '=', tend.acme).execute()
  await complain(tend, { facts: '秤到货时已损坏' }, chen)
  await press(tend, 'duties', chen)
  expect(titleOf(modalOf(tend, chen))).toBe('道歉')
  expect(textOf(modalOf(tend, chen))).toContain('*道歉* · 第 1 步，共 4 步')
  await fillIn(tend, chen, { apologise: '非常抱歉' })
  expect(textOf(modalOf(tend, chen))).toContain('✓ 道歉（陈静，17:00）：非常抱歉')
  await fillIn(tend, chen, { explain: '没有垫泡沫' })
  await fillIn(tend, chen, { act: '以后都垫泡沫', byOn: '2026-03-05' })
  expect(textOf(modalOf(tend, chen))).toContain(
    '✓ 行动（陈静，17:00）：以后都垫泡沫（陈静，3月5日周四前完成）',
  )
  await fillIn(tend, chen, { remedy: '不补偿' })
  expect(tend.slack.views(chen)).toEqual([])
  const card = textOf(cardOf(tend, chen))
  expect(card).toContain('✓ 补偿：不补偿')
  expect(card).not.toContain('四步处理')
})

test('a closed window keeps what is saved, and so does an app that was killed: both go on where they stopped', async () => {
  const before = await startComplaining()
  const { slack, ben } = before
  await complain(before)
  await press(before, 'duties')
  await fillIn(before, ben, { apologise: 'We are sorry' })
  await slack.dismiss(ben, modalOf(before, ben))
  await press(before, 'duties')
  expect(textOf(modalOf(before, ben))).toContain('2 of 4')
  // Nothing of this was posted yet when the process ended.
  await slack.submit(ben, modalOf(before, ben), { explain: 'No foam' })
  const tend = await restarted(before)
  await fillIn(tend, ben, { act: 'Foam', byOn: '2026-03-05' })
  expect(textOf(modalOf(tend, ben))).toContain('4 of 4')
  await fillIn(tend, ben, { remedy: 'none' })
  expect((await duties(tend)).map(({ duty }) => duty)).toEqual(['apologise', 'explain', 'act', 'compensate'])
  expect(threadOf(tend, cardOf(tend, ben))).toHaveLength(4)
})

test('a step that arrives twice is saved once, and both times the next one is the answer', async () => {
  const tend = await startComplaining()
  await complain(tend)
  await press(tend, 'duties')
  await fillIn(tend, tend.ben, { apologise: 'We are sorry' })
  const again = await tend.slack.replay(sentLast(tend))
  expect(again.status).toBe(200)
  expect(textOf((again.body as { view: View }).view)).toContain('2 of 4')
  expect(textOf((again.body as { view: View }).view)).not.toContain('faster')
  await tend.settle()
  expect(await duties(tend)).toHaveLength(1)
  expect(threadOf(tend, cardOf(tend, tend.ben))).toEqual(['Ben Carter wrote down: Apologise.'])
})

test('where a colleague was faster the modal says who, shows what was typed, and goes on', async () => {
  const tend = await startComplaining()
  const { slack, ben, dana } = tend
  const card = await inChannel(tend)
  await press(tend, 'duties')
  await slack.press(dana, card(), 'complaints.duties')
  await fillIn(tend, dana, { apologise: 'Dana is sorry' })
  await fillIn(tend, ben, { apologise: 'Ben is <sorry>' })
  const second = textOf(modalOf(tend, ben))
  expect(second).toContain('*Apologise:* Dana Flores was faster (09:00)')
  expect(second).toContain('Ben is <sorry>')
  expect(second).toContain('2 of 4')
  await fillIn(tend, ben, { explain: 'No foam' })
  await fillIn(tend, ben, { act: 'Foam', byOn: '2026-03-05' })
  await fillIn(tend, dana, { explain: 'Dana explains' })
  expect(textOf(modalOf(tend, dana))).toContain('4 of 4')
  await fillIn(tend, dana, { remedy: 'none' })
  await fillIn(tend, ben, { remedy: 'gift', compensate: 'A box of tea', amount: '20' })
  const last = modalOf(tend, ben)
  for (const part of [
    '*Compensate:* Dana Flores was faster',
    'A box of tea',
    'gift, ',
    'All four duties are done',
  ])
    expect(textOf(last)).toContain(part)
  expect(last['submit']).toBeFalsy()
  expect((await duties(tend)).map(({ words }) => words)).toEqual(['Dana is sorry', 'No foam', 'Foam', ''])
  expect(slack.warnings).toEqual([])
})

test('of two who send the same step at the same moment one is saved', async () => {
  const tend = await startComplaining()
  const { slack, ben, dana } = tend
  const card = await inChannel(tend)
  await press(tend, 'duties')
  await slack.press(dana, card(), 'complaints.duties')
  await Promise.all([
    slack.submit(ben, modalOf(tend, ben), { apologise: 'Ben is sorry' }),
    slack.submit(dana, modalOf(tend, dana), { apologise: 'Dana is sorry' }),
  ])
  await tend.settle()
  expect(await duties(tend)).toHaveLength(1)
  const modals = [ben, dana].map((person) => textOf(modalOf(tend, person)))
  expect(modals.filter((modal) => modal.includes('was faster'))).toHaveLength(1)
  expect(modals.filter((modal) => modal.includes('2 of 4'))).toHaveLength(2)
})

test('a step out of order, of an earlier round or of a closed complaint is answered under its field and saves nothing', async () => {
  const tend = await startComplaining()
  const { slack, ben, db } = tend
  const { id: workspaceId } = await tend.workspace()
  await complain(tend)
  await press(tend, 'duties')
  const sent = () => slack.submit(ben, modalOf(tend, ben), { apologise: 'We are sorry' })
  const { id: complaintId } = await db.selectFrom('complaint').select('id').executeTakeFirstOrThrow()
  const closing = { closedAt: tend.deps.now(), closedBy: tend.dana.id, closedHow: 'satisfied' } as const
  await db.updateTable('complaint').set(closing).execute()
  const event = { workspaceId, complaintId, round: 1, memberId: tend.dana.id, happenedAt: tend.deps.now() }
  await db
    .insertInto('complaintEvent')
    .values({ ...event, act: 'close' })
    .execute()
  expect(await sent()).toMatchObject({ body: { errors: { apologise: /Dana Flores closed this complaint/ } } })
  await db
    .updateTable('complaint')
    .set({ round: 2, closedAt: null, closedBy: null, closedHow: null })
    .execute()
  expect(await sent()).toMatchObject({ body: { errors: { apologise: /another round/ } } })
  expect(await duties(tend)).toEqual([])
  await slack.dismiss(ben, modalOf(tend, ben))
  await press(tend, 'duties')
  await fillIn(tend, ben, { apologise: 'We are sorry' })
  await db.deleteFrom('complaintDuty').execute()
  const early = await slack.submit(ben, modalOf(tend, ben), { explain: 'No foam' })
  expect(early).toMatchObject({ body: { errors: { explain: /The apology comes first/ } } })
  expect(await duties(tend)).toEqual([])
})

test('words that play a feeling down come back once with a better sentence, and are saved when sent again', async () => {
  const tend = await startComplaining()
  const { ben } = tend
  await complain(tend)
  await press(tend, 'duties')
  const apologise = 'Sorry, but please do not worry'
  await fillIn(tend, ben, { apologise })
  const again = modalOf(tend, ben)
  expect(textOf(again)).toContain('“do not worry” can sound as if it were of little weight')
  expect(textOf(again)).toContain('1 of 4')
  expect(JSON.stringify(again.state)).toContain(apologise)
  expect(await duties(tend)).toEqual([])
  await fillIn(tend, ben, {})
  expect((await duties(tend)).map(({ words }) => words)).toEqual([apologise])
  expect(textOf(modalOf(tend, ben))).toContain('2 of 4')
  await fillIn(tend, ben, { explain: '这很正常' })
  expect(textOf(modalOf(tend, ben))).toContain('“这很正常” can sound')
  await fillIn(tend, ben, { explain: 'No foam' })
  expect((await duties(tend)).at(-1)?.words).toBe('No foam')
})

test('the same hint comes with a solution', async () => {
  const tend = await startComplaining()
  const { slack, ben } = tend
  await complain(tend)
  await press(tend, 'solve')
  await fillIn(tend, ben, { words: '别担心，下周换新的', byOn: '2026-03-09' })
  expect(textOf(modalOf(tend, ben))).toContain('“别担心”')
  expect(JSON.stringify(modalOf(tend, ben).state)).toContain('2026-03-09')
  await fillIn(tend, ben, {})
  expect(slack.views(ben)).toEqual([])
  expect(textOf(cardOf(tend, ben))).toContain('别担心，下周换新的 – by Mon 9 Mar')
})

test('wrong fields are refused under themselves, and nothing is saved', async () => {
  const tend = await startComplaining()
  const { slack, ben } = tend
  await complain(tend)
  await press(tend, 'duties')
  const sent = async (fields: Record<string, string>) => {
    const { body } = await slack.submit(ben, modalOf(tend, ben), fields)
    return (body as { errors: Record<string, string> }).errors
  }
  expect(await sent({ apologise: '  ' })).toMatchObject({ apologise: /how you apologised/ })
  await fillIn(tend, ben, { apologise: 'We are sorry' })
  await fillIn(tend, ben, { explain: 'No foam' })
  expect(await sent({ act: 'Foam', byOn: '2026-03-01' })).toMatchObject({ byOn: /today or a later day/ })
  expect(await sent({ byOn: '2026-03-02', who: slack.botUserId })).toMatchObject({
    who: /does not work here/,
  })
  await fillIn(tend, ben, { who: ben.id })
  expect(await sent({ remedy: 'refund', amount: 'ten' })).toMatchObject({ amount: /“ten” is not an amount/ })
  expect(await sent({ amount: '10' })).toMatchObject({ compensate: /what they get/ })
  expect(await sent({ remedy: 'none' })).toMatchObject({ amount: /no compensation, yet an amount/ })
  expect(await sent({ remedy: 'refund', compensate: 'Money', amount: '-5' })).toMatchObject({
    amount: /more than 0/,
  })
  expect(await duties(tend)).toHaveLength(3)
})

const HOSTILE = [
  ['mentions and marks', '<!channel> & <@U1> *_~`:x:` '],
  ['characters that Slack wants escaped', '&'],
  ['characters that JSON wants escaped', '"'],
] as const

test.for(HOSTILE)(
  '%s: the longest words of everybody fit, ping nobody, and stay as they are',
  async ([, part]) => {
    const words = part.repeat(3000).slice(0, 3000)
    const tend = await startComplaining()
    const { slack, ben } = tend
    await tend.db
      .updateTable('account')
      .set({ name: words.slice(0, 200) })
      .where('id', '=', tend.acme)
      .execute()
    await slack.command(ben, '/complaint')
    const account = String(tend.acme)
    await slack.options(ben, modalOf(tend, ben), 'account', '')
    await slack.submit(ben, modalOf(tend, ben), {
      account,
      facts: words,
      feelings: words,
      needs: words,
      complex: ['yes'],
    })
    await tend.settle()
    await press(tend, 'duties')
    await fillIn(tend, ben, { apologise: words })
    await fillIn(tend, ben, { explain: words })
    await fillIn(tend, ben, { act: words, byOn: '2026-03-05' })
    expect(lintBlocks(modalOf(tend, ben))).toEqual([])
    await fillIn(tend, ben, { remedy: 'gift', compensate: words, amount: '499.99' })
    await press(tend, 'solve')
    await fillIn(tend, ben, { words, byOn: '2026-03-05' })
    const card = cardOf(tend, ben)
    expect(textOf(card)).toContain('✓ Compensate')
    expect(textOf(card)).toContain('*Solution:*')
    expect(lintBlocks(card)).toEqual([])
    for (const text of [textOf(card), card.text]) {
      expect(text).not.toContain('<!channel>')
      expect(text).not.toContain('<@U1>')
    }
    expect((await duties(tend)).map((done) => done.words)).toEqual(
      Array.from({ length: 4 }, () => words.trim()),
    )
    expect(slack.warnings).toEqual([])
  },
)
