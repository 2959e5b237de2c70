import { expect, test } from 'vitest'
import { richText } from '../../src/sandbox/page/mrkdwn.ts'
import { verbatim } from '../../src/slack/text.ts'

const clock = { zone: 'Asia/Shanghai', locale: 'en-US', now: new Date('2026-03-02T09:00:00Z') }

const parts = (text: string, isVerbatim = false): unknown[] =>
  richText(text, clock, isVerbatim).elements.flatMap(({ elements }) => elements as unknown[])

test('marks make text bold, italic, struck or code, one within the other', () => {
  expect(parts('*Acme* ◆ _soon ~late~_ `/today`')).toMatchObject([
    { text: 'Acme', style: { bold: true } },
    { text: ' ◆ ' },
    { text: 'soon ', style: { italic: true } },
    { text: 'late', style: { italic: true, strike: true } },
    { text: ' ' },
    { text: '/today', style: { code: true } },
  ])
})

test('a mark inside a word, or beside a word joiner, is only a character', () => {
  for (const text of [
    '2*3*4',
    'snake_case_name',
    '客户*名称*更新',
    verbatim('*Acme* _and_ ~sons~ `x` :smile:'),
  ])
    expect(parts(text)).toEqual([{ type: 'text', text, style: {} }])
})

test('what people typed never pings, links or opens a format', () => {
  const typed = '<!here> <@U1> <mailto:a@evil.test|click> & <b>bold</b>'
  expect(parts(verbatim(typed))).toEqual([{ type: 'text', text: typed, style: {} }])
})

test('an address is a link by itself, unless the text is to stand as it is', () => {
  const url = 'https://acme.test/?a=1&b=2'
  expect(parts(verbatim(url))).toEqual([{ type: 'link', url, style: {} }])
  expect(parts(verbatim(url), true)).toEqual([{ type: 'text', text: url, style: {} }])
})

test('people, channels, everybody and links are known by what stands in angle brackets', () => {
  expect(
    parts('<@U1> <#C1|sales> <!here> <https://a.test/?x=1&amp;y=2|the page> <javascript:alert(1)|no>'),
  ).toEqual([
    { type: 'user', user_id: 'U1', style: {} },
    { type: 'text', text: ' ', style: {} },
    { type: 'channel', channel_id: 'C1', style: {} },
    { type: 'text', text: ' ', style: {} },
    { type: 'broadcast', range: 'here', style: {} },
    { type: 'text', text: ' ', style: {} },
    { type: 'link', url: 'https://a.test/?x=1&y=2', text: 'the page', style: {} },
    { type: 'text', text: ' ', style: {} },
    { type: 'text', text: 'no', style: {} },
  ])
})

test('a date is told in the reader’s zone and nearness, or as its fallback', () => {
  const at = Date.parse('2026-03-02T23:30:00Z') / 1000
  expect(parts(`<!date^${at}^{date_short_pretty} at {time}|later>`)).toMatchObject([
    { text: 'tomorrow at 7:30 AM' },
  ])
  expect(parts(`<!date^${at}^{date_num}|later>`)).toMatchObject([{ text: '2026-03-03' }])
  expect(parts(`<!date^${at}^{century}|later>`)).toMatchObject([{ text: 'later' }])
})

test('lines that begin with > are a quote, and three backticks keep all as it is', () => {
  expect(richText('said:\n&gt; *yes*\n&gt; no\nthen ```a *b* &lt;c&gt;```', clock).elements).toMatchObject([
    { type: 'rich_text_section', elements: [{ text: 'said:' }] },
    { type: 'rich_text_quote', elements: [{ text: 'yes', style: { bold: true } }, { text: '\nno' }] },
    { type: 'rich_text_section', elements: [{ text: 'then ' }] },
    { type: 'rich_text_preformatted', elements: [{ text: 'a *b* <c>' }] },
  ])
})
