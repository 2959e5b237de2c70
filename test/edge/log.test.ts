import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { makeLogger } from '../../src/log.ts'
import { startTend } from '../support/tend.ts'

/** Everything a log must never hold, each to be recognised. */
const canaries = {
  botToken: 'xoxb-1111-2222-canary',
  appToken: 'xapp-1-A0CANARY-canary',
  secret: 'canary-signing-secret',
  database: 'postgres://tend:canary-password@db.example:5432/tend',
  phone: '+44 20 7946 0958',
  mobile: '13800138000',
  note: 'She is leaving her husband',
  email: 'anna.canary@example.test',
  responseUrl: 'https://hooks.slack.test/commands/T1/2/canary',
}

function logging(): { logger: ReturnType<typeof makeLogger>; lines: string[] } {
  const lines: string[] = []
  return { logger: makeLogger('debug', { write: (line) => void lines.push(line) }), lines }
}

test.for(Object.entries(canaries).filter(([name]) => !['note', 'secret'].includes(name)))(
  'in a sentence, a nested value or an error, %s is kept back',
  ([, canary]) => {
    const { logger, lines } = logging()
    logger.info(`failed with ${canary} at 2026-03-02T09:00:00.000Z`)
    logger.warn({ facts: { list: [`was ${canary}`] } }, 'nested')
    logger.error({ err: new Error(`no ${canary}`, { cause: new Error(canary) }) }, 'error')
    logger.error(new Error(`no ${canary}`))
    expect(lines).toHaveLength(4)
    expect(lines.join('')).not.toContain(canary)
    expect(lines[0]).toContain('2026-03-02T09:00:00.000Z')
  },
)

test('what stands under a telling name is kept back, and what an error carries beside its message', () => {
  const { logger, lines } = logging()
  const { note } = canaries
  logger.info(
    { note, token: 'x', signingSecret: canaries.secret, form: { summary: note, phone: '1' } },
    'form',
  )
  const refused = Object.assign(new Error(`invalid input syntax for type date: "${note}"`), {
    code: '22007',
    detail: `Failing row contains (${note})`,
    data: { message: note },
    table: 'interaction',
  })
  logger.error({ err: refused }, 'a request failed')
  logger.error({ err: failure(() => JSON.parse(note)) }, 'a request failed')
  logger.warn(`Malformed request body: ${failure(() => JSON.parse(note)).message}`)
  expect(lines.join('')).not.toMatch(/leaving|husband|canary/)
  expect(lines[1]).toContain('"table":"interaction"')
})

function failure(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('it did not fail')
}

test('whatever fails while the app runs, its log holds no token, address, number or word of a person', async () => {
  const tend = await startTend({
    logLevel: 'debug',
    sandbox: {
      botToken: canaries.botToken,
      appToken: canaries.appToken,
      signingSecret: canaries.secret,
    },
  })
  const { slack, db } = tend
  const ben = slack.person('ben')
  for (const error of ['invalid_auth', 'invalid_blocks']) {
    slack.faults.next('views.open', { kind: 'error', error })
    await slack.command(ben, '/tend', `settings`)
  }
  await slack.raw({ body: `payload=${encodeURIComponent(canaries.note)}` })
  await slack.raw({ body: '{', secret: null })
  const name = `${canaries.note} ${canaries.phone} ${canaries.email}`
  await slack.changeUser(ben, { real_name: name })
  await db.schema
    .alterTable('member')
    .addCheckConstraint('short', sql`length(name) < 100`)
    .execute()
  await slack.changeUser(ben, { real_name: `${name} ${name}` })
  await slack.settled()
  const logged = tend.logged()
  expect(logged).toContain('invalid_blocks')
  expect(logged).toContain('"constraint":"short"')
  const { password } = new URL(tend.databaseUrl)
  for (const canary of [...Object.values(canaries), 'husband', password].filter((text) => text))
    expect(logged).not.toContain(canary)
})
