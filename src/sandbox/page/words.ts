import { en } from './words-en.ts'
import { zhCn } from './words-zh-cn.ts'

/** The page's own few words; all that Tend says comes from Tend. */
export interface PageWords {
  locale: 'en' | 'zh-CN'
  people: string
  language: string
  channels: string
  apps: string
  places: string
  messages: string
  home: string
  unread: (count: number) => string
  writeTo: (place: string) => string
  send: string
  attach: string
  drop: string
  commands: string
  onlyYou: string
  dismiss: string
  below: string
  messageMenu: string
  thread: string
  closeThread: string
  replies: (count: number) => string
  lastReply: (ago: string) => string
  newReplies: string
  reply: string
  replyInThread: string
  repliedInThread: string
  deleted: string
  more: string
  noMessages: string
  noHome: string
  starting: string
  app: string
  today: string
  yesterday: string
  close: string
  closeAll: string
  back: string
  optional: string
  required: string
  number: (isWhole: boolean, least: string | undefined, most: string | undefined) => string
  searching: string
  nothingFound: string
  pages: (page: number, of: number) => string
  before: string
  after: string
  typeMore: (letters: number) => string
  remove: (name: string) => string
  clear: string
  choose: string
  noAnswer: string
  failed: string
  notSent: string
  lost: string
  menu: string
  tryTitle: string
  tryShort: string
  tour: readonly { title: string; text: string; go: string }[]
  /** What a manager finds in place of the last button. */
  giveExample: string
  exampleName: string
  /** Rows of a list of customers, as `external_id,name,owner_email,tier`. */
  exampleRows: (email: string) => string
  timeTitle: string
  timeText: string
  timeAt: (time: string, name: string) => string
  morning: string
  hour: string
  travelling: string
  stranded: string
  nothingLeaves: string
}

/** The words for somebody's Slack locale. */
export const wordsOf = (locale: string): PageWords => (/^zh\b/i.test(locale) ? zhCn : en)
