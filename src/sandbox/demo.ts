import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { company } from './company/company.ts'
import { startSandbox } from './start.ts'

const { people } = company({ today: new Date().toISOString().slice(0, 10) })
const manifest = await readFile(path.join(import.meta.dirname, '../../manifest.yml'), 'utf8')
const channels = [{ name: 'general' }, { name: 'sales', hasApp: true }]
const slack = await startSandbox({ people, channels, manifest })
process.stdout.write(`A Slack on this machine: ${slack.page}\n`)
