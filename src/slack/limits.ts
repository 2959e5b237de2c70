/**
 * What Slack accepts, in characters (UTF-16 units) and counts.
 * Source: docs.slack.dev/reference/block-kit and @slack/types; `messageCharacters` is undocumented (bolt-js#2509: refusals from about 13 200),
 * and so is `charts` (vercel/chat#696).
 */
export const limits = {
  messageBlocks: 50,
  messageCharacters: 13_000,
  viewBlocks: 100,
  viewTitle: 24,
  viewStack: 3,
  privateMetadata: 3_000,
  id: 255,
  sectionText: 3_000,
  fields: 10,
  field: 2_000,
  header: 150,
  contextElements: 10,
  actions: 25,
  label: 2_000,
  hint: 2_000,
  placeholder: 150,
  imageText: 2_000,
  url: 3_000,
  button: 75,
  buttonValue: 2_000,
  options: 100,
  optionGroups: 100,
  overflowOptions: 5,
  choices: 10,
  option: 75,
  optionValue: 75,
  optionDescription: 75,
  groupLabel: 75,
  input: 3_000,
  markdown: 12_000,
  tables: 1,
  tableRows: 100,
  tableColumns: 20,
  charts: 2,
  chartTitle: 50,
  /** Series, or segments of a pie. */
  chartParts: 6,
  chartPoints: 20,
  chartLabel: 20,
  axisLabel: 50,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
} as const

/** Milliseconds and counts of Slack's answers to people. Source: docs.slack.dev/interactivity, docs.slack.dev/apis/events-api. */
export const timing = {
  acknowledge: 3_000,
  trigger: 3_000,
  responseUrl: 30 * 60_000,
  responseUrlUses: 5,
  /** Before the first, second and third retry of an event. */
  eventRetries: [0, 60_000, 300_000],
} as const

/** Calls a minute, per method, app and workspace. Source: docs.slack.dev/apis/web-api/rate-limits and java-slack-sdk's MethodsRateLimits. */
export const callsPerMinute: Readonly<Record<string, number>> = {
  'apps.connections.open': 1,
  'chat.delete': 50,
  'chat.postEphemeral': 100,
  'chat.postMessage': 300,
  'chat.update': 50,
  'conversations.history': 50,
  'conversations.info': 50,
  'conversations.list': 20,
  'conversations.open': 50,
  'conversations.replies': 50,
  'files.completeUploadExternal': 100,
  'files.getUploadURLExternal': 100,
  'users.info': 100,
  'users.list': 20,
  'users.lookupByEmail': 50,
  'views.open': 100,
  'views.publish': 100,
  'views.push': 100,
  'views.update': 100,
}
