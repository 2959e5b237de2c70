import { CareError } from './errors.ts'

/** The longest name of an account or a person, in characters as a reader counts them. */
export const NAME_LENGTH = 150

const SPACES = /[\s\p{White_Space}]+/gu
// Controls, halves of characters, and what shows nothing or turns the direction of text; not yet the joiners.
const UNSEEN = /[\p{Cc}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/gu
// A joiner belongs inside an emoji (a family) or a word of a script that it shapes (Persian, Hindi …), nowhere else.
const SHAPED = String.raw`[\p{sc=Arab}\p{sc=Deva}\p{sc=Beng}\p{sc=Mlym}\p{sc=Sinh}]`
const IN_EMOJI = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})`
const IN_WORD = String.raw`(?<=${SHAPED})[\u200c\u200d](?=${SHAPED})`
const JOINERS = new RegExp(String.raw`(${IN_EMOJI}|${IN_WORD})|[\u200c\u200d]`, 'gu')
const IGNORABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu

const folded = (text: string): string => text.replace(SPACES, ' ').trim()

/**
 * A name as it is kept: spaces folded, without NUL, controls, marks that turn the direction of text and characters
 * that show nothing. A CareError when nothing is left or it is longer than `most` characters.
 */
export function cleanName(text: string, most: number = NAME_LENGTH): string {
  const name = folded(folded(text).replace(UNSEEN, '').replace(JOINERS, '$1')).normalize('NFC')
  if (!/[\p{L}\p{N}\p{P}\p{S}]/u.test(name)) throw new CareError('name.empty')
  if (isLonger(name, most)) throw new CareError('name.tooLong', { limit: most })
  return name
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// Sixteen units hold the longest emoji there is; a heap of accents on one letter is no character.
function isLonger(text: string, most: number): boolean {
  if (text.length <= most) return false
  return text.length > most * 16 || [...graphemes.segment(text)].length > most
}

/** What a name is found by: NFKC, lower case, spaces folded, without what cannot be seen. */
export function nameKey(name: string): string {
  const plain = folded(name).replace(IGNORABLE, '').normalize('NFKC').toLowerCase().normalize('NFKC')
  return folded(plain)
}

/**
 * The distinct pairs of neighbouring characters inside the words of a key: two characters are the least that a search
 * in the middle of a name needs, as many as a short Chinese name has; a single one has none and is searched from the start.
 */
export function bigrams(key: string): string[] {
  const pairs = key.split(' ').flatMap((word) => {
    const characters = Array.from(word)
    return characters.slice(1).map((second, i) => `${characters[i]}${second}`)
  })
  return [...new Set(pairs)]
}
