import { elementsOf } from './blocks.ts'
import { deliver } from './deliver.ts'
import { type Given, filled, findElement, initialState, ownOptions } from './elements.ts'
import { type Target, actionPayload, commandPayload, suggestionPayload } from './payloads.ts'
import { reply } from './replies.ts'
import {
  type Answer,
  type Fields,
  NotPossible,
  type Option,
  type Person,
  type Values,
  isFields,
  str,
} from './types.ts'
import { type World, isView, showOnlyTo } from './world.ts'

/** Types a slash command; what the app answers in the acknowledgement is shown to that person (or to all, if it says so). */
export async function command(
  world: World,
  person: Person,
  name: string,
  text: string,
  channel?: string,
): Promise<Answer> {
  if (world.commands && !world.commands.includes(name))
    throw new NotPossible(`${name} is not a valid command.`)
  const payload = await commandPayload(world, person, name, text, channel)
  const answer = await deliver(world, 'command', payload)
  const place = { person: person.id, channel: str(payload['channel_id']) }
  if (answer.status !== 200) return failed(world, place, name, answer)
  const body = typeof answer.body === 'string' && answer.body ? { text: answer.body } : answer.body
  if (!isFields(body) || (!body['text'] && !body['blocks'])) return answer
  const refused = await reply(world, place, body)
  if (refused) world.warnings.push(`${name} was answered with ${JSON.stringify(refused)}`)
  return answer
}

function failed(
  world: World,
  { person, channel }: { person: string; channel: string },
  name: string,
  answer: Answer,
): Answer {
  const why = answer.status === 0 ? 'operation_timeout' : 'dispatch_failed'
  showOnlyTo(world, person, {
    channel,
    user: 'USLACKBOT',
    text: `${name} failed with the error "${why}"`,
    blocks: [],
  })
  return answer
}

/** Presses a button or picks from a menu, a date or a select, in a message or in an open view. */
export async function press(
  world: World,
  person: Person,
  target: Target,
  wanted: string | { action_id?: string; block_id?: string },
  given?: Given,
): Promise<Answer> {
  const { block, element } = findElement(target.blocks, wanted)
  const chosen = chosenBy(world, element, given)
  const action = {
    ...chosen,
    action_id: element['action_id'],
    block_id: block.block_id,
    text: element['text'],
    value: element['value'],
  }
  const values = remembered(target, block.block_id, str(element['action_id']), element, chosen)
  return deliver(
    world,
    'interactive',
    actionPayload(world, person, target, cleaned({ ...action, ...chosen }), values),
  )
}

function chosenBy(world: World, element: Fields, given: Given): Fields {
  if (element['type'] === 'button') return { type: 'button' }
  return filled(element, given, world.offered.get(str(element['action_id'])) ?? [])
}

const cleaned = (action: Fields): Fields =>
  Object.fromEntries(Object.entries(action).filter(([, value]) => value !== undefined))

/** The state that travels with an action: what each element holds, the one acted on included. */
function remembered(target: Target, block: string, action: string, element: Fields, chosen: Fields): Values {
  const values = stateOf(target)
  if (element['type'] !== 'button' && element['type'] !== 'overflow')
    values[block] = { ...values[block], [action]: chosen }
  if (isView(target)) target.state = { values }
  return values
}

/** What every element of a message or view holds now. */
export function stateOf(target: Target): Values {
  const held = isView(target) ? target.state.values : {}
  const values: Values = {}
  for (const { block, element } of elementsOf(target.blocks)) {
    const id = str(element['action_id'])
    if (['button', 'overflow'].includes(str(element['type']))) continue
    values[block.block_id] = {
      ...values[block.block_id],
      [id]: held[block.block_id]?.[id] ?? initialState(element),
    }
  }
  return values
}

/** Types into an external select and gets what the app offers. */
export async function options(
  world: World,
  person: Person,
  target: Target,
  wanted: string,
  query: string,
): Promise<Option[]> {
  const { block, element } = findElement(target.blocks, wanted)
  if (query.length < Number(element['min_query_length'] ?? 3)) return []
  const asked = { action_id: element['action_id'], block_id: block.block_id }
  const answer = await deliver(world, 'interactive', suggestionPayload(world, person, target, asked, query))
  const offered = answer.status === 200 && isFields(answer.body) ? ownOptions(answer.body) : []
  if (offered.length > 100)
    world.warnings.push(`${wanted}: ${offered.length} options, Slack shows none above 100`)
  const known = world.offered.get(str(element['action_id'])) ?? []
  world.offered.set(str(element['action_id']), [...offered, ...known])
  return offered
}
