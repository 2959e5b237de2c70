import { limits } from '../slack/limits.ts'
import { identified, viewErrors } from './blocks.ts'
import { type Method, fail } from './call.ts'
import { type Block, type Fields, type Values, type View, isFields, listOf, str } from './types.ts'
import { type World, ring } from './world.ts'

export const stackOf = (world: World, person: string): View[] => world.stacks.get(person) ?? []

function setStack(world: World, person: string, views: View[]): void {
  world.stacks.set(person, views)
  ring(world)
}

/** A view as emulate makes it. It never forgets a view, so its places in a stack are ours. */
async function made(world: World, person: string, view: Fields): Promise<Fields> {
  const minted = await world.emulator.ask('views.generateTriggerId', { user_id: person })
  return world.emulator.ask('views.open', { trigger_id: minted['trigger_id'], view })
}

const whole = (view: Fields): Fields => ({ ...view, blocks: identified(listOf(view['blocks'])) })

/** Opens a modal over nothing, or over the top one. */
export async function openView(world: World, person: string, view: Fields, over?: View): Promise<Fields> {
  const refused = viewErrors(view)
  if (refused) return refused
  const stack = stackOf(world, person)
  if (over && stack.length >= limits.viewStack) return fail('push_limit_reached')
  const answer = await made(world, person, whole(view))
  if (!isFields(answer['view'])) return answer
  const opened = answer['view'] as unknown as View
  if (over) Object.assign(opened, { root_view_id: over.root_view_id, previous_view_id: over.id })
  setStack(world, person, over ? [...stack, opened] : [opened])
  return { ok: true, view: opened }
}

/** Puts another content into a view that is open; what people typed stays where block and action are the same. */
export async function updateView(world: World, id: Fields, view: Fields, hash?: string): Promise<Fields> {
  const found = findView(world, id)
  if (!found) return fail('not_found')
  const refused = viewErrors({ type: found.view.type, ...view })
  if (refused) return refused
  const answer = await world.emulator.ask('views.update', { view_id: found.view.id, view: whole(view), hash })
  if (!isFields(answer['view'])) return answer
  const fresh = answer['view'] as unknown as View
  const { root_view_id, previous_view_id } = found.view
  Object.assign(found.view, fresh, {
    root_view_id,
    previous_view_id,
    state: { values: kept(found.view, fresh.blocks) },
  })
  ring(world)
  return { ok: true, view: found.view }
}

function kept(old: View, blocks: readonly Block[]): Values {
  const ids = new Set(blocks.map((block) => block.block_id))
  return Object.fromEntries(Object.entries(old.state.values).filter(([id]) => ids.has(id)))
}

function findView(
  world: World,
  { view_id, external_id }: Fields,
): { person: string; view: View } | undefined {
  const all = [...world.stacks, ...[...world.homes].map(([person, view]) => [person, [view]] as const)]
  for (const [person, views] of all) {
    const view = views.find((other) =>
      view_id ? other.id === view_id : !!external_id && other.external_id === external_id,
    )
    if (view) return { person, view }
  }
  return undefined
}

/** Takes views off a person's screen. emulate would hold on to their external ids, which are free again. */
export async function dismiss(world: World, person: string, gone: readonly View[]): Promise<void> {
  setStack(
    world,
    person,
    stackOf(world, person).filter((view) => !gone.includes(view)),
  )
  for (const view of gone.filter((other) => other.external_id)) {
    await world.emulator.ask('views.update', { view_id: view.id, view: { ...view, external_id: '' } })
  }
}

const viewArg = (args: Fields): Fields => (isFields(args['view']) ? args['view'] : {})

const open: Method = async (world, { args }) => {
  const refused = viewErrors(viewArg(args))
  if (refused) return refused
  const trigger = world.triggers.redeem(str(args['trigger_id']))
  return 'error' in trigger ? fail(trigger.error) : openView(world, trigger.person, viewArg(args))
}

const push: Method = async (world, { args }) => {
  const refused = viewErrors(viewArg(args))
  if (refused) return refused
  const trigger = world.triggers.redeem(str(args['trigger_id']))
  if ('error' in trigger) return fail(trigger.error)
  const parent = stackOf(world, trigger.person).find((view) => view.id === trigger.view)
  return parent ? openView(world, trigger.person, viewArg(args), parent) : fail('view_not_found')
}

const update: Method = (world, { args }) =>
  updateView(world, args, viewArg(args), str(args['hash']) || undefined)

const publish: Method = async (world, { args }) => {
  const refused = viewErrors(viewArg(args))
  if (refused) return refused
  const person = str(args['user_id'])
  if (world.people.get(person)?.deleted !== false) return fail('user_not_found')
  const answer = await world.emulator.ask('views.publish', { ...args, view: whole(viewArg(args)) })
  if (!isFields(answer['view'])) return answer
  world.homes.set(person, answer['view'] as unknown as View)
  ring(world)
  return answer
}

export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': open,
  'views.publish': publish,
  'views.push': push,
  'views.update': update,
}
