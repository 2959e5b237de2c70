import { options, stateOf } from './acts.ts'
import { elementsOf } from './blocks.ts'
import { deliver } from './deliver.ts'
import { type Given, filled, ownOptions } from './elements.ts'
import { dismiss, openView, stackOf, updateView } from './method-views.ts'
import { closedPayload, submissionPayload } from './payloads.ts'
import {
  type Answer,
  type Block,
  type Fields,
  NotPossible,
  type Option,
  type Person,
  type View,
  isFields,
  str,
} from './types.ts'
import type { World } from './world.ts'

/** Fills inputs (by block or action id) of an open modal and presses its submit button. */
export async function submit(
  world: World,
  person: Person,
  view: View,
  values: Record<string, Given>,
): Promise<Answer> {
  mustBeOpen(world, person, view)
  await fillIn(world, person, view, values)
  mustBeComplete(view)
  const answer = await deliver(world, 'interactive', submissionPayload(world, person, view))
  if (answer.status === 200) await obey(world, person, view, isFields(answer.body) ? answer.body : {})
  return answer
}

function mustBeOpen(world: World, person: Person, view: View): void {
  if (!stackOf(world, person.id).includes(view))
    throw new NotPossible(`The modal ${view.callback_id} is not open`)
}

/** Types into inputs without submitting. */
export async function fillIn(
  world: World,
  person: Person,
  view: View,
  values: Record<string, Given>,
): Promise<void> {
  const state = stateOf(view)
  for (const [name, given] of Object.entries(values)) {
    const place = placeOf(view, name)
    const action = str(place.element['action_id'])
    const offered = await offers(world, person, view, place.element, given)
    state[place.block.block_id] = {
      ...state[place.block.block_id],
      [action]: filled(place.element, given, offered),
    }
  }
  view.state = { values: state }
}

function placeOf(view: View, name: string): { block: Block; element: Fields } {
  const all = elementsOf(view.blocks)
  const found =
    all.find(({ block }) => block.block_id === name) ??
    all.find(({ element }) => element['action_id'] === name)
  if (found) return found
  throw new NotPossible(
    `The modal has no input ${name}, only ${all.map(({ block }) => block.block_id).join(', ')}`,
  )
}

/** What may be chosen: the element's own options, or what the app offers for the words given. */
async function offers(
  world: World,
  person: Person,
  view: View,
  element: Fields,
  given: Given,
): Promise<readonly Option[]> {
  if (!str(element['type']).includes('external_select')) return []
  const id = str(element['action_id'])
  const initial = [element['initial_option'], ...ownOptions({ options: element['initial_options'] })].filter(
    isFields,
  )
  const known = [...(initial as unknown as Option[]), ...(world.offered.get(id) ?? [])]
  const wanted = typeof given === 'string' ? given : ''
  if (!wanted || known.some((option) => option.value === wanted || option.text.text === wanted)) return known
  return options(world, person, view, id, wanted)
}

const REQUIRED = 'Please complete this required field.'

function mustBeComplete(view: View): void {
  const open = elementsOf(view.blocks).filter(({ block, element }) => {
    const { type: _type, ...held } = view.state.values[block.block_id]?.[str(element['action_id'])] ?? {}
    const isEmpty = Object.values(held).every(
      (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
    )
    return block.type === 'input' && block['optional'] !== true && isEmpty
  })
  if (open.length === 0) return
  const names = open.map(({ block }) => block.block_id)
  throw new NotPossible(
    `${REQUIRED} (${names.join(', ')})`,
    Object.fromEntries(names.map((name) => [name, REQUIRED])),
  )
}

/** Does to the stack what the app's answer to a submission says. */
async function obey(world: World, person: Person, view: View, body: Fields): Promise<void> {
  const next = isFields(body['view']) ? body['view'] : {}
  switch (body['response_action']) {
    case 'errors':
      return checkErrors(world, view, body)
    case 'clear':
      return dismiss(world, person.id, stackOf(world, person.id))
    case 'update':
      return noted(world, view, await updateView(world, { view_id: view.id }, next))
    case 'push':
      return noted(world, view, await openView(world, person.id, next, view))
    default:
      return dismiss(world, person.id, [view])
  }
}

function noted(world: World, view: View, answer: Fields): void {
  if (answer['ok'] !== true)
    world.warnings.push(
      `${view.callback_id} was answered with a view that Slack refuses: ${JSON.stringify(answer)}`,
    )
}

function checkErrors(world: World, view: View, body: Fields): void {
  const inputs = new Set(view.blocks.filter((block) => block.type === 'input').map((block) => block.block_id))
  const strange = Object.keys(isFields(body['errors']) ? body['errors'] : {}).filter(
    (name) => !inputs.has(name),
  )
  if (strange.length > 0)
    world.warnings.push(`${view.callback_id}: errors for what is no input: ${strange.join(', ')}`)
}

/** Closes the top modal, or all of them; the app hears of it when it asked to. */
export async function dismissView(
  world: World,
  person: Person,
  view: View,
  all = false,
): Promise<Answer | undefined> {
  mustBeOpen(world, person, view)
  const gone = all || view.clear_on_close ? [...stackOf(world, person.id)] : [view]
  await dismiss(world, person.id, gone)
  if (!view.notify_on_close) return undefined
  return deliver(world, 'interactive', closedPayload(world, person, view, gone.length > 1))
}
