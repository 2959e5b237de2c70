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
  messageMenu: string
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
  searching: string
  nothingFound: string
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
  timeTitle: string
  timeText: string
  timeAt: (time: string, name: string) => string
  morning: string
  hour: string
  travelling: string
  nothingLeaves: string
}

const en: PageWords = {
  locale: 'en',
  people: 'You are',
  language: 'Language',
  channels: 'Channels',
  apps: 'Apps',
  places: 'Channels and apps',
  messages: 'Messages',
  home: 'Home',
  unread: (count) => `${count} unread`,
  writeTo: (place) => `Message ${place}`,
  send: 'Send',
  attach: 'Attach a CSV file',
  drop: 'Drop the file to give it to Tend',
  commands: 'Commands',
  onlyYou: 'Only visible to you',
  messageMenu: 'More actions',
  more: 'More options',
  noMessages: 'Nothing here yet.',
  noHome: 'The app has not shown its Home yet.',
  starting: 'Tend is starting …',
  app: 'APP',
  today: 'Today',
  yesterday: 'Yesterday',
  close: 'Close',
  closeAll: 'Close all',
  back: 'Back',
  optional: '(optional)',
  required: 'Please complete this required field.',
  searching: 'Searching …',
  nothingFound: 'Nothing found',
  typeMore: (letters) => (letters === 1 ? 'Type a letter' : `Type ${letters} letters`),
  remove: (name) => `Remove ${name}`,
  clear: 'Clear',
  choose: 'Choose',
  noAnswer: 'Tend did not answer within Slack’s three seconds. Please try again.',
  failed: 'Tend could not do this. Please try again.',
  notSent: 'That did not reach the Slack on this machine. Is it still running?',
  lost: 'The Slack on this machine has stopped. Start it again with npm run demo.',
  menu: 'Menu',
  tryShort: 'Try it',
  tryTitle: 'Three things to try',
  tour: [
    {
      title: 'Log a call',
      text: 'Press Log on a customer of this morning’s message, say how it went, pick a next date. The row changes in place.',
      go: 'Show me',
    },
    {
      title: 'Ask for a list or a customer',
      text: 'Type /today for the list at any hour, or /account and a few letters of a name.',
      go: 'Type /today',
    },
    {
      title: 'Be a manager',
      text: 'See what a manager’s morning looks like, drop a CSV of customers into the conversation, place people with /tend team.',
      go: 'Become one',
    },
  ],
  timeTitle: 'Move the clock',
  timeText: 'See tomorrow’s message: what you logged is gone, what is due next is there.',
  timeAt: (time, name) => `${time} for ${name}`,
  morning: 'Next morning',
  hour: 'In 1 hour',
  travelling: 'Travelling: Tend restarts at a later hour …',
  nothingLeaves: 'A Slack on your own machine. Invented people and customers; nothing leaves it.',
}

const zhCn: PageWords = {
  locale: 'zh-CN',
  people: '当前身份',
  language: '语言',
  channels: '频道',
  apps: '应用',
  places: '频道和应用',
  messages: '消息',
  home: '主页',
  unread: (count) => `${count} 条未读`,
  writeTo: (place) => `发消息给 ${place}`,
  send: '发送',
  attach: '添加 CSV 文件',
  drop: '松开鼠标，把文件交给 Tend',
  commands: '命令',
  onlyYou: '仅自己可见',
  messageMenu: '更多操作',
  more: '更多选项',
  noMessages: '这里还没有消息。',
  noHome: '应用还没有显示主页。',
  starting: 'Tend 正在启动……',
  app: '应用',
  today: '今天',
  yesterday: '昨天',
  close: '关闭',
  closeAll: '全部关闭',
  back: '返回',
  optional: '（可选）',
  required: '请填写此必填项。',
  searching: '正在搜索……',
  nothingFound: '没有找到',
  typeMore: (letters) => `请输入至少 ${letters} 个字`,
  remove: (name) => `移除 ${name}`,
  clear: '清除',
  choose: '请选择',
  noAnswer: 'Tend 没有在 Slack 规定的三秒内回应，请再试一次。',
  failed: 'Tend 没能完成这个操作，请再试一次。',
  notSent: '没能送达本机的 Slack，它还在运行吗？',
  lost: '本机的 Slack 已停止。请用 npm run demo 重新启动。',
  menu: '菜单',
  tryShort: '试一试',
  tryTitle: '试试这三件事',
  tour: [
    {
      title: '记录一次通话',
      text: '在今早的消息里，点某位客户的“记录”，写下情况，选好下次跟进日期。这一行会当场更新。',
      go: '带我去',
    },
    {
      title: '查看清单或客户',
      text: '随时输入 /today 查看今日清单，或输入 /account 加客户名称中的几个字。',
      go: '输入 /today',
    },
    {
      title: '换成主管',
      text: '看看主管的早晨：把客户 CSV 拖进对话，用 /tend team 设置成员。',
      go: '换成主管',
    },
  ],
  timeTitle: '拨动时钟',
  timeText: '看看明天的消息：记录过的不再出现，接下来该做的都在。',
  timeAt: (time, name) => `${name} 的当地时间 ${time}`,
  morning: '下一个早晨',
  hour: '一小时后',
  travelling: '正在穿越：Tend 会在稍晚的时刻重新启动……',
  nothingLeaves: '运行在你自己电脑上的 Slack。人物和客户都是虚构的，数据不会离开本机。',
}

/** The words for somebody's Slack locale. */
export const wordsOf = (locale: string): PageWords => (/^zh\b/i.test(locale) ? zhCn : en)
