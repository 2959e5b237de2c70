import type { App, BlockAction, ButtonAction } from '@slack/bolt'
import { CareError } from '../../care/errors.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { claim } from '../../slack/once.ts'
import { audit } from '../people/queries.ts'
import { droppedFiles, importKey, pressOf } from './forms.ts'
import { lastPress, whoImports } from './queries.ts'
import { instead } from './views.ts'

type Pressed = BlockAction<ButtonAction>

/** A CSV dropped into our direct message, and the buttons of its preview. */
export function imports(app: App, deps: Deps): void {
  app.event('message', async ({ event, client, context }) => {
    const dropped = droppedFiles(event)
    if (!dropped) return
    const ask = asked(context)
    const { channel, lists, others } = dropped
    const refusal = ask.reader.role === 'rep' ? await notAllowed(deps, ask) : undefined
    if (refusal || others > 0)
      await client.chat.postMessage({
        channel,
        text: ask.reader.words.say(refusal ?? new CareError('imports.notCsv')),
      })
    if (refusal) return
    await deps.db.transaction().execute(async (trx) => {
      const data = { workspace: ask.workspace.id, member: ask.reader.id, channel }
      for (const file of lists) await deps.queue.send(trx, 'imports.preview', { ...data, file })
    })
  })

  app.action<Pressed>('imports.run', async ({ ack, action, body, context }) => {
    const ask = asked(context)
    await press(deps, ask, action.value, 'imports.run', placeOf(body))
    await ack()
  })

  app.action<Pressed>('imports.cancel', async ({ ack, action, body, client, context }) => {
    const ask = asked(context)
    const place = placeOf(body)
    await press(deps, ask, action.value, 'imports.cancel', place)
    await client.chat.update({
      ...place,
      ...instead(ask.reader.words, ask.reader.words.t('imports.cancelled')),
    })
    await ack()
  })
}

/** Takes a file's preview once: whoever comes later is told who did what with it, and when. */
async function press(
  { db, queue }: Deps,
  ask: Ask,
  value: string | undefined,
  act: 'imports.run' | 'imports.cancel',
  place: { channel: string; ts: string },
): Promise<void> {
  const { workspace, reader, now } = ask
  if (reader.role === 'rep') throw await notAllowed({ db }, ask)
  const { file, kind, skipBad } = pressOf(value)
  const first = await db.transaction().execute(async (trx) => {
    if (!(await claim(trx, workspace.id, importKey(file), now))) return false
    await audit(trx, ask, act, 'file', file)
    if (act === 'imports.run')
      await queue.send(trx, act, {
        workspace: workspace.id,
        member: reader.id,
        ...place,
        file,
        kind,
        skipBad,
      })
    return true
  })
  if (!first) throw await taken(db, ask, file)
}

async function taken(db: Deps['db'], { workspace, reader }: Ask, file: string): Promise<CareError> {
  const last = await lastPress(db, workspace.id, file)
  const [who, when] = [last?.by ?? '', last ? reader.words.moment(last.actedAt, reader.zone) : '']
  return new CareError(last?.act === 'imports.cancel' ? 'imports.cancelledBy' : 'imports.takenBy', {
    who,
    when,
  })
}

async function notAllowed({ db }: Pick<Deps, 'db'>, { workspace, reader }: Ask): Promise<CareError> {
  const names = await whoImports(db, workspace.id)
  return new CareError('imports.notAllowed', { names: reader.words.list(names) })
}

/** Where the message stands whose button was pressed. */
function placeOf({ channel, message }: Pressed): { channel: string; ts: string } {
  return { channel: channel?.id ?? '', ts: message?.ts ?? '' }
}
