import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  SlackActionMiddlewareArgs,
} from '@slack/bolt'
import type { Deps } from '../../deps.ts'
import { asked } from '../../slack/ask.ts'
import { ListPage } from './forms.ts'
import { complaintList } from './queries.ts'
import { complaintListAnswer } from './views.ts'

/** Turning the pages of a list of complaints. */
export function complaintLists(app: App, deps: Deps): void {
  for (const action of ['complaints.list-back', 'complaints.list-more'])
    app.action<BlockAction<ButtonAction>>(action, (args) => turned(deps, args))
}

type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>> & AllMiddlewareArgs

async function turned({ db }: Deps, { ack, action, context, respond }: Pressed): Promise<void> {
  const { workspace, reader, now } = asked(context)
  const list = await complaintList(db, workspace, reader, { ...ListPage.parse(action.value), now })
  await ack()
  const said = complaintListAnswer(list, { ...reader, now })
  await respond({ response_type: 'ephemeral', replace_original: true, ...said })
}
