import type {
  AllMiddlewareArgs,
  App,
  BlockAction,
  ButtonAction,
  OverflowAction,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
} from '@slack/bolt'
import { dayIn } from '../../care/calendar.ts'
import { CareError } from '../../care/errors.ts'
import { both, type Filter, type Leaf, leavesOf, type Question, written } from '../../care/filter.ts'
import { parseFilter } from '../../care/filter-parser.ts'
import type { Deps } from '../../deps.ts'
import { type Ask, asked } from '../../slack/ask.ts'
import { parseForm } from '../../slack/form.ts'
import { once } from '../../slack/once.ts'
import { answerPicture, type Pictured } from '../../slack/pictures.ts'
import { refusalOf } from '../../slack/refusal.ts'
import type { Said } from '../../slack/say.ts'
import { typed, verbatim } from '../../slack/text.ts'
import { vocabulary } from '../../words/vocabulary.ts'
import { memberNames, withOwners } from '../owner-names/queries.ts'
import { removeSegment, savedNamed, savedSegments, saveSegment } from '../saved-segments/queries.ts'
import { countsOf, scopeOf, tallied } from '../segment-counts/queries.ts'
import { askedNow, pageOf } from '../segment-lists/queries.ts'
import { filterText, type Reading } from '../segment-lists/views.ts'
import { type Carried, carriedBy, savedActOf, SaveForm, withIds } from './forms.ts'
import { listAnswer, overview, saveModal, sharedList, usage } from './views.ts'

/** `/segment`: whom to care for, by where they stand. */
export function segments(app: App, deps: Deps): void {
  app.command('/segment', (args) => commanded(deps, args))
  for (const action of ['segments.next', 'segments.back', 'segments.show'])
    app.action<BlockAction<ButtonAction>>(action, (args) => turned(deps, args))
  app.action<BlockAction<ButtonAction>>('segments.share', (args) => shared(deps, args))
  app.action<BlockAction<ButtonAction>>('segments.file', (args) => filed(deps, args))
  app.action<BlockAction<OverflowAction>>('segments.saved', (args) => chosen(deps, args))
  app.action<BlockAction<ButtonAction>>('segments.save', async ({ ack, action, body, client, context }) => {
    const { reader } = asked(context)
    const view = saveModal(reader.words, carriedBy(action.value).q)
    await client.views.open({ trigger_id: body.trigger_id, view })
    await ack()
  })
  app.view('segments.keep', async ({ ack, view, client, context }) => {
    const ask = asked(context)
    const { words, id } = ask.reader
    const form = parseForm(SaveForm, view, words)
    if (!form.ok) return ack({ response_action: 'errors', errors: form.errors })
    const said = await saved(deps, ask, form.value.name, view.private_metadata)
    await ack()
    if (said) await client.chat.postMessage({ channel: id, text: said })
  })
}

type Commanded = SlackCommandMiddlewareArgs & AllMiddlewareArgs

async function commanded(deps: Deps, { ack, command, context }: Commanded): Promise<void> {
  const ask = asked(context)
  const text = typed(withIds(command.text)).trim()
  const say = (said: Said): Promise<void> => ack({ response_type: 'ephemeral', ...said })
  if (/^(help|帮助)$/i.test(text)) return say(usage(ask.reader.words))
  if (text !== '') return say(await listFor(deps, ask, { q: text, page: 0 }))
  const place = { workspace: ask.workspace.id, url: command.response_url }
  await answerPicture(deps, place, await allNames(deps, ask))
  return ack()
}

const isMe = (word: string): boolean => vocabulary.get(word.toLowerCase()) === 'me'

/** Reads a question: the name of a saved one, or a filter whose owners are known. */
async function questionOf({ db }: Deps, { workspace, reader }: Ask, text: string): Promise<Question> {
  const kept = await savedNamed(db, workspace.id, text)
  const { filter, sort } = parseFilter(kept?.filter ?? text, vocabulary)
  return { filter: await withOwners(db, workspace.id, filter, { me: reader.id, isMe }), sort }
}

async function readingOf({ db }: Deps, { workspace, reader, now }: Ask, filter: Filter): Promise<Reading> {
  const { currency, zone } = workspace
  const today = dayIn(zone, now)
  const owners = leavesOf(filter).flatMap((leaf) => (leaf.is === 'owner' ? [leaf.value] : []))
  return { words: reader.words, today, currency, names: await memberNames(db, workspace.id, owners) }
}

async function listFor(deps: Deps, ask: Ask, { q, page }: Carried): Promise<Said> {
  const { workspace, reader, now } = ask
  const question = await questionOf(deps, ask, q)
  const scope = await scopeOf(deps.db, workspace.id, reader)
  const found = await pageOf(deps.db, await askedNow(deps.db, workspace, now), scope, question, page)
  return listAnswer(question, found, page, await readingOf(deps, ask, question.filter))
}

async function allNames({ db }: Deps, { workspace, reader }: Ask): Promise<Pictured> {
  const scope = await scopeOf(db, workspace.id, reader)
  const counts = await countsOf(db, workspace.id, scope)
  const countOf = (leaf: Leaf): number | undefined => {
    if (leaf.is === 'unowned') return scope.unowned ? counts.unowned : undefined
    return tallied(leaf).reduce((sum, name) => sum + (counts.names.get(name) ?? 0), 0)
  }
  return overview(countOf, await savedSegments(db, workspace.id), { words: reader.words, names: new Map() })
}

type Pressed<A extends ButtonAction | OverflowAction = ButtonAction> = SlackActionMiddlewareArgs<
  BlockAction<A>
> &
  AllMiddlewareArgs

/** Another page takes the place of the one it was asked from; a list asked from all names opens beside them. */
function turned(deps: Deps, args: Pressed): Promise<void> {
  const { action, body } = args
  const replace = body.container['is_ephemeral'] === true && action.action_id !== 'segments.show'
  return showPage(deps, args, carriedBy(action.value), replace)
}

async function showPage(
  deps: Deps,
  { ack, context, respond }: Pressed<ButtonAction | OverflowAction>,
  carried: Carried,
  replace: boolean,
): Promise<void> {
  const said = await listFor(deps, asked(context), carried)
  await ack()
  await respond({ response_type: 'ephemeral', replace_original: replace, ...said })
}

/** Shows a page to everybody in the channel; a rep shows their own accounts alone. */
async function shared(deps: Deps, { ack, action, context, respond }: Pressed): Promise<void> {
  const ask = asked(context)
  const { workspace, reader, now } = ask
  const { q, page } = carriedBy(action.value)
  const question = await questionOf(deps, ask, q)
  const own = reader.role === 'rep'
  const theirs = own ? both(question.filter, { is: 'owner', value: reader.id }) : question.filter
  const scope = await scopeOf(deps.db, workspace.id, reader)
  const found = await pageOf(
    deps.db,
    await askedNow(deps.db, workspace, now),
    scope,
    { ...question, filter: theirs },
    own ? 0 : page,
  )
  if (found.accounts.length === 0) throw new CareError('segments.noneOwn')
  const said = sharedList(
    question,
    found,
    { who: reader.id, own },
    await readingOf(deps, ask, question.filter),
  )
  await ack()
  await respond({ response_type: 'in_channel', replace_original: false, ...said })
}

async function filed({ db, queue }: Deps, { ack, action, context, respond }: Pressed): Promise<void> {
  const { workspace, reader } = asked(context)
  const { q } = carriedBy(action.value)
  await queue.send(db, 'segment-files.send', { workspace: workspace.id, member: reader.id, q })
  await ack()
  const text = reader.words.t('segments.fileComes')
  await respond({ response_type: 'ephemeral', replace_original: false, text })
}

/** Saves a filter by a name that means nothing else; undefined where it was saved before. */
async function saved(deps: Deps, ask: Ask, name: string, q: string): Promise<string | undefined> {
  const { words } = ask.reader
  const { filter, sort } = await questionOf(deps, ask, q)
  if (vocabulary.has(name.toLowerCase()) || (await isFilter(name)))
    throw new CareError('segments.nameMeans', { name }, 'name')
  const { names } = await readingOf(deps, ask, filter)
  return once(deps.db, ask, async (trx) => {
    await saveSegment(trx, ask, name, written({ filter, sort }))
    return words.t('segments.saved', { name: verbatim(name), what: filterText(filter, { words, names }) })
  })
}

const isFilter = async (text: string): Promise<boolean> =>
  'done' in (await refusalOf((async () => parseFilter(text, vocabulary))()))

/** Shows or removes a saved one, as was chosen beside it. */
async function chosen(deps: Deps, args: Pressed<OverflowAction>): Promise<void> {
  const { act, id } = savedActOf(args.action.selected_option.value)
  if (act === 'remove') return removed(deps, args, id)
  const saved = (await savedSegments(deps.db, asked(args.context).workspace.id)).find((one) => one.id === id)
  if (!saved) throw new CareError('segments.gone')
  return showPage(deps, args, { q: saved.filter, page: 0 }, false)
}

async function removed(
  deps: Deps,
  { ack, body, context }: Pressed<OverflowAction>,
  id: number,
): Promise<void> {
  const ask = asked(context)
  const name = await deps.db.transaction().execute((trx) => removeSegment(trx, ask, id))
  const said = await allNames(deps, ask)
  const text = ask.reader.words.t('segments.removed', { name: verbatim(name) })
  await ack()
  const place = { workspace: ask.workspace.id, url: body.response_url, replace: true }
  await answerPicture(deps, place, { ...said, text })
}
