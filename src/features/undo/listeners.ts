import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { undoAct } from './queries.ts'
import { undoneAnswer } from './views.ts'

/** Undo, wherever its button stands: in an answer, or in a row of the morning message. */
export function undo(app: App, deps: Deps): void {
  app.action<BlockAction<ButtonAction>>('interactions.undo', async ({ ack, action, context, respond }) => {
    const ask = asked(context)
    const undone = await deps.db.transaction().execute(async (trx) => {
      const done = await undoAct(trx, ask, Number(action.value))
      const account = { workspace: ask.workspace.id, account: done.accountId }
      await deps.queue.send(trx, 'digest.refresh', account)
      return done
    })
    await ack()
    // The morning message stays and changes its row by itself; an answer makes room.
    const replaces = action.block_id.startsWith('logged.')
    const said = undoneAnswer(ask.reader.words, undone, ask.today)
    await respond({ response_type: 'ephemeral', replace_original: replaces, ...said })
  })
}
