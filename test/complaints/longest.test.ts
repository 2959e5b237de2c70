import { expect, test } from 'vitest'
import { lintBlocks } from '../../src/slack/lint.ts'
import {
  cardOf,
  complain,
  fillIn,
  press,
  send,
  startComplaining,
  textOf,
  threadOf,
} from '../support/complaints.ts'

const WORDS = {
  'marks and signs': '<!channel> & "*_~` ',
  'families of seven signs each': '👨‍👩‍👧‍👦',
  ideographs: '客户说箱子到货时已经破损，检验停了半天。',
} as const

test.for(Object.entries(WORDS))(
  'everything that can be said of a complaint fits into its card and its thread, in %s too',
  async ([, piece]) => {
    const tend = await startComplaining()
    const { ben, dana, slack } = tend
    const words = piece.repeat(Math.floor(3000 / piece.length))
    await complain(tend, { facts: words, feelings: words, needs: words, complex: ['yes'] })
    await press(tend, 'duties')
    await fillIn(tend, ben, { apologise: words })
    await fillIn(tend, ben, { explain: words })
    await fillIn(tend, ben, { act: words, byOn: '2026-03-05' })
    await fillIn(tend, ben, { remedy: 'replacement', compensate: words, amount: '900' })
    const question = slack.messages(dana).findLast((message) => textOf(message).includes('approval-'))
    if (!question) throw new Error('nobody was asked')
    await slack.press(dana, question, 'complaints.reject')
    await fillIn(tend, dana, { words })
    await send(tend, 'solve', { words, byOn: '2026-12-01' })
    await send(tend, 'verdict', { solved: 'yes', satisfaction: '5', words })
    await send(tend, 'review', {
      rootCause: 'other',
      causeWords: words,
      improvement: words,
      toldOn: '2026-03-02',
    })
    const card = cardOf(tend, ben)
    for (const part of ['Feels:', 'Needs:', '✓ Act:', 'Verdict:', 'Closed:', 'Improvement:', 'Reviewed:'])
      expect(textOf(card)).toContain(part)
    expect(lintBlocks(card)).toEqual([])
    expect(slack.warnings).toEqual([])
    for (const said of threadOf(tend, card)) expect(said).not.toContain('<!channel>')
  },
)
