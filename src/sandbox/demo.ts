import { startSandbox } from './start.ts'

const slack = await startSandbox()
console.log(`A Slack on this machine: ${slack.page}`)
