import type { App } from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { findAccounts, ownAccounts } from './queries.ts'
import { accountOptions } from './views.ts'

/** The field `account` of any modal: an external select that offers one's own accounts until something is typed. */
export function accountChoice(app: App, { db }: Deps): void {
  app.options('account', async ({ ack, options, context }) => {
    const { workspace, reader } = asked(context)
    const text = options.value.trim()
    const accounts =
      text === ''
        ? await ownAccounts(db, workspace.id, reader.id)
        : await findAccounts(db, workspace.id, reader, text)
    await ack({ options: accountOptions(accounts, reader.id) })
  })
}
