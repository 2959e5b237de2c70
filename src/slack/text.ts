/** Slack reads `&`, `<` and `>` as its own; every text from people passes here before mrkdwn. */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What somebody typed behind a command, or said in a message: Slack hands it over with `&`, `<` and `>` escaped. */
export const typed = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** A message as it was read: links by their words and address, mentions by the name Slack gives with them. */
export const spoken = (text: string): string => typed(text.replaceAll(/<([^<>|]+)(?:\|([^<>]*))?>/g, inWords))

function inWords(_: string, link: string, label = ''): string {
  if (/^[@#!]/.test(link))
    return label === ''
      ? link.replace(/^!/, '@')
      : label.replace(/^(?![@#])/, link.charAt(0).replace('!', '@'))
  const address = link.replace(/^mailto:|^tel:/, '')
  return label === '' || label === address ? address : `${label} (${address})`
}

// A word joiner keeps `*`, `_`, `~` and the backtick from opening a format in Slack's mrkdwn, and `:x:` from being an emoji.
const GUARD = '\u2060'
const MARKS = /[*_~`]|:(?=[\w+'-]+:)/g
// Marks that turn the direction of what stands behind them, up to the end of the line.
const TURNS = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g

/** Text from people as mrkdwn that pings nobody, links nowhere, turns nothing round and keeps its stars and underscores. */
export function verbatim(text: string, graphemes = 240): string {
  const oneLine = cut(text.replaceAll(TURNS, '').replaceAll(/\s+/g, ' ').trim(), graphemes)
  return escape(oneLine).replaceAll(MARKS, (mark) => `${GUARD}${mark}${GUARD}`)
}

/** The length of a text as JSON carries it: what Slack counts of a message. */
export const units = (text: string): number => JSON.stringify(text).length - 2

/** As `verbatim`, but at most so many units of JSON, with `…` where some is left off. */
export function verbatimWithin(text: string, most: number, graphemes = 240): string {
  const whole = verbatim(text, graphemes)
  if (units(whole) <= most) return whole
  let kept = ''
  let left = most - 1
  for (const { segment } of segmenter.segment(text.replaceAll(/\s+/g, ' ').trim())) {
    const piece = segment === ' ' ? segment : verbatim(segment)
    left -= units(piece)
    if (left < 0) break
    kept += piece
  }
  return `${kept.trimEnd()}…`
}

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** At most `graphemes` of what a reader sees as characters, with `…` where some are left off. */
function cut(text: string, graphemes: number): string {
  if (text.length <= graphemes) return text
  const parts = Array.from(segmenter.segment(text), ({ segment }) => segment)
  return parts.length <= graphemes ? text : `${parts.slice(0, graphemes - 1).join('')}…`
}

/** At most `units` UTF-16 units, which is what Slack counts, never cutting a character in two. */
export function fit(text: string, units: number): string {
  if (text.length <= units) return text
  let kept = ''
  for (const { segment } of segmenter.segment(text)) {
    if (kept.length + segment.length > units - 1) break
    kept += segment
  }
  return `${kept}…`
}

/** A member, as Slack shows them: their name, without a ping in a message that is only read. */
export const mention = (memberId: string): string => `<@${memberId}>`

/** An instant that each reader sees in their own zone; where Slack cannot show it, `otherwise` stands there. */
export const moment = (at: Date, otherwise: string): string =>
  `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${escape(otherwise)}>`
