import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import type { Said } from '../../slack/say.ts'
import { todayPage } from './queries.ts'
import { todayList, usage } from './views.ts'

/** `/today`, and turning the pages of the list. */
export function today(app: App, deps: Deps): void {
  app.command('/today', async ({ ack, command, context }) => {
    const ask = asked(context)
    const isHelp = /^\s*(help|帮助)\s*$/i.test(command.text)
    const said = isHelp ? usage(ask.reader.words) : await pageFor(deps, ask, 0)
    await ack({ response_type: 'ephemeral', ...said })
  })
  app.action<BlockAction<ButtonAction>>('digest.page', (args) => turned(deps, args))
  app.action<BlockAction<ButtonAction>>('digest.back', (args) => turned(deps, args))
}

async function pageFor({ db }: Deps, { workspace, reader, now }: Ask, page: number): Promise<Said> {
  const list = await todayPage(db, workspace, reader.id, now, page)
  if (!list) throw new CareError('people.stranger')
  return todayList(list, workspace.settings, now)
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

/** From the morning message the list opens beside it; in the list itself the page changes. */
async function turned(deps: Deps, { ack, action, body, context, respond }: Pressed): Promise<void> {
  const said = await pageFor(deps, asked(context), Number(action.value) || 0)
  await ack()
  const replace = body.container['is_ephemeral'] === true
  await respond({ response_type: 'ephemeral', replace_original: replace, ...said })
}
