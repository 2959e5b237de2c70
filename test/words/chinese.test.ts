import { expect, test } from 'vitest'
import { everyText } from '../../src/features/reasons/views.ts'
import { wordsFor } from '../../src/words/words.ts'
import { zhCn } from '../../src/words/zh-cn/all.ts'

type Tree = { [key: string]: string | Tree }

const flat = (tree: Tree, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : flat(value, `${path}${key}.`),
  )

/** Sentences, without the list of words that only the line form reads. */
const sentences = flat(zhCn).filter(([key]) => key !== 'log.noAnswerWords')

/** Those of which `wrong` finds something, with what it found. */
const faults = (wrong: RegExp, read = (text: string) => text): string[] =>
  sentences.flatMap(([key, text]) => {
    const [found] = wrong.exec(read(text)) ?? []
    return found === undefined ? [] : [`${key}: ${found}`]
  })

// What Intl writes begins with a digit and ends with 周二 (a day) or with an hour (a moment).
const DAYS = ['day', 'date', 'last', 'next', 'ideal', 'latest', 'moved']
// Of our own words, so Chinese.
const CHINESE =
  'tier before every rule rules duty duties channel why reason ago how hours what way role message counts clock duty severity state solved'.split(
    ' ',
  )

/** As a reader sees it, with Latin names: `∙` stands for the middle of a date, `▪` for code and what is bold. */
const shown = (text: string): string =>
  text
    .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      DAYS.includes(name) ? '1∙二' : CHINESE.includes(name) ? '客户' : 'A1',
    )
    .replaceAll(/`[^`]*`|\*[^*\n]+\*/g, '▪')

test('a space stands between Chinese and Latin letters or digits, and nowhere else', () => {
  expect(faults(/\p{sc=Han}[A-Za-z\d]|[A-Za-z\d]\p{sc=Han}/u, shown)).toEqual([])
  expect(faults(/[\p{sc=Han}，。：；？！、（）“”] +[\p{sc=Han}，。：；？！、（）“”]/u, shown)).toEqual([])
  expect(faults(/[，。：；？！、（）“] +[A-Za-z\d]|[A-Za-z\d] +[，。：；？！、（）”]/, shown)).toEqual([])
})

test('marks are full-width', () => {
  expect(faults(/\p{sc=Han}[,.:;?!()"]|[,;?!()"]\p{sc=Han}|\.\.\./u, shown)).toEqual([])
})

// Slack formats neither `*…*` nor code beside a full-width character.
test('bold and code have a space or the edge of a line on both sides', () => {
  expect(faults(/\S▪|▪\S/, shown)).toEqual([])
})

test('a customer’s name stands in quotation marks, never in bold', () => {
  expect(faults(/(?<!“)\{\{account\}\}|\{\{account\}\}(?!”)/)).toEqual([])
})

test('one word is used for one thing, and colleagues are 你', () => {
  // What is proposed to be said to a customer stands in quotation marks.
  expect(faults(/您/, (text) => text.replaceAll(/“[^”]*”/g, ''))).toEqual([])
  expect(faults(/这位客户|代班|延后|归档|录入|公共假|无人应答|另有|创建|登陆|帐号/)).toEqual([])
})

test('a list and a daily rhythm read as one would write them', () => {
  const words = wordsFor('zh-CN')
  expect(words.list(['Acme', '华信', 'Lee'])).toBe('Acme、华信、Lee')
  expect([1, 14].map((days) => everyText(words, days))).toEqual(['每天一次', '每 14 天一次'])
  expect([1, 14].map((days) => everyText(wordsFor('en'), days))).toEqual(['every day', 'every 14 days'])
})
