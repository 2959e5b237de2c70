import { expect, test } from 'vitest'
import { addCustomers, modalOf } from '../support/logging.ts'
import { startTend, type Tend } from '../support/tend.ts'

/** What the field for a customer offers in the modal of a log. */
const offers = async (tend: Tend, name: string, typed: string): Promise<string[]> => {
  const person = tend.slack.person(name)
  if (tend.slack.views(person).length === 0) await tend.slack.command(person, '/log-call')
  const options = await tend.slack.options(person, modalOf(tend, person), 'account', typed)
  return options.map(({ text }) => text.text)
}

test('the field for a customer offers one’s own, the most pressing first, until something is typed', async () => {
  const tend = await startTend()
  await addCustomers(tend, [
    { name: 'Quiet', lastContact: '2026-02-27' },
    { name: 'Bought', lastContact: '2026-02-27', orders: ['2026-03-01'] },
    { name: 'Of Dana', owner: 'dana' },
  ])
  expect(await offers(tend, 'ben', '')).toEqual(['Bought', 'Quiet'])
  expect(await offers(tend, 'ben', 'of d')).toEqual(['Of Dana · Dana Flores'])
  expect(await offers(tend, 'ben', 'nobody')).toEqual([])
})

test('twins carry a number, and a long name leaves room for it', async () => {
  const tend = await startTend()
  const long = `${'Harbour '.repeat(20)}Ltd`
  const [first, second] = await addCustomers(tend, [{ name: long }, { name: long }])
  const texts = await offers(tend, 'ben', 'harbour')
  expect(texts.every((text) => text.length <= 75)).toBe(true)
  expect(texts.map((text) => text.slice(-4)).toSorted()).toEqual(
    [` #${first}`, ` #${second}`].map((mark) => `·${mark}`),
  )
})

test('a name is offered as it is written', async () => {
  const tend = await startTend()
  await addCustomers(tend, [{ name: '<!channel> *b* & Söhne' }, { name: '北京鑫源' }])
  expect(await offers(tend, 'ben', 'söhne')).toEqual(['<!channel> *b* & Söhne'])
  expect(await offers(tend, 'ben', '鑫源')).toEqual(['北京鑫源'])
  expect(await offers(tend, 'ben', '% *')).toEqual([])
})
