import type { RichTextBlock, RichTextElement } from '@slack/types'
import { type ReaderClock, dateText } from './dates.ts'

type Style = NonNullable<Extract<RichTextElement, { type: 'text' }>['style']>
type Reading = ReaderClock & { verbatim: boolean }
type Part = RichTextBlock['elements'][number]

/** `&lt;` and its like as what they stand for: done last, so that they never open anything. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

// Behind a letter, a digit or a word joiner a mark is only a character, and so is one before them.
const NOT_AFTER = String.raw`(?<![\p{L}\p{N}\u2060*_~])`
const NOT_BEFORE = String.raw`(?![\p{L}\p{N}\u2060*_~])`
const INLINE = new RegExp(
  [
    String.raw`<(?<inside>[^<>\n]+)>`,
    `${NOT_AFTER}\`(?<code>[^\`\\n]+)\`${NOT_BEFORE}`,
    String.raw`${NOT_AFTER}(?<mark>[*_~])(?=[^\s\u2060])(?<marked>[^\n]*?[^\s\u2060])\k<mark>${NOT_BEFORE}`,
    String.raw`:(?<emoji>[a-z0-9_+'-]*[a-z+][a-z0-9_+'-]*):`,
    String.raw`(?<url>https?:\/\/[^\s<>|&]+(?:&amp;[^\s<>|&]+)*)`,
  ].join('|'),
  'gu',
)

const STYLES: Readonly<Record<string, Style>> = {
  '*': { bold: true },
  _: { italic: true },
  '~': { strike: true },
}

/**
 * Slack's mrkdwn as the structure Slack makes of it, so that what people typed can be nothing but text.
 * Lines that begin with `>` are quotes, what stands between three backticks is kept as it is; addresses become links
 * unless the text is `verbatim`.
 */
export function richText(text: string, clock: ReaderClock, verbatim = false): RichTextBlock {
  const reading = { ...clock, verbatim }
  const elements = text.split(/```\n?([\s\S]+?)\n?```\n?/).flatMap((piece, place) => {
    if (place % 2 === 1) return [preformatted(piece)]
    return piece === '' ? [] : lines(piece, reading)
  })
  return { type: 'rich_text', elements }
}

const preformatted = (text: string): Part => ({
  type: 'rich_text_preformatted',
  elements: [{ type: 'text', text: unescaped(text) }],
})

function lines(text: string, clock: Reading): Part[] {
  const runs = text.match(/(?:^(?:>|&gt;).*\n?)+|(?:^(?!>|&gt;).*\n?)+/gm) ?? []
  return runs.filter(Boolean).map((run) => {
    const isQuote = /^(>|&gt;)/.test(run)
    const bare = isQuote ? run.replace(/^(>|&gt;) ?/gm, '') : run
    const elements = inline(bare.replace(/\n$/, ''), {}, clock)
    return isQuote ? { type: 'rich_text_quote', elements } : { type: 'rich_text_section', elements }
  })
}

function inline(text: string, style: Style, clock: Reading): RichTextElement[] {
  const found: RichTextElement[] = []
  let rest = 0
  const say = (said: string): void => {
    if (said) found.push({ type: 'text', text: unescaped(said), style })
  }
  for (const match of text.matchAll(INLINE)) {
    say(text.slice(rest, match.index))
    found.push(...element(match.groups ?? {}, style, clock))
    rest = match.index + match[0].length
  }
  say(text.slice(rest))
  return found
}

function element(
  { inside, code, mark, marked, emoji, url }: Record<string, string>,
  style: Style,
  clock: Reading,
): RichTextElement[] {
  if (inside) return [reference(inside, style, clock)]
  if (code) return [{ type: 'text', text: unescaped(code), style: { ...style, code: true } }]
  if (mark) return inline(marked ?? '', { ...style, ...STYLES[mark] }, clock)
  if (emoji) return [{ type: 'emoji', name: emoji }]
  const address = unescaped(url ?? '')
  return [clock.verbatim ? { type: 'text', text: address, style } : { type: 'link', url: address, style }]
}

/** What stands in angle brackets: a person, a channel, everybody, a date, a link; anything else is text. */
function reference(inside: string, style: Style, clock: ReaderClock): RichTextElement {
  const [target = '', label] = inside.split('|')
  const text = unescaped(label ?? target)
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1), style }
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1), style }
  const range = /^!(here|channel|everyone)$/.exec(target)?.[1]
  if (range) return { type: 'broadcast', range: range as 'here', style }
  const [, seconds, template] = /^!date\^(\d+)\^([^^]+)/.exec(target) ?? []
  if (seconds && template)
    return { type: 'text', text: dateText(Number(seconds), template, label ?? '', clock), style }
  if (/^(https?|mailto|tel):/.test(target)) return { type: 'link', url: unescaped(target), text, style }
  return { type: 'text', text, style }
}
