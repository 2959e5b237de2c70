import { command, options, press } from './acts.ts'
import { deliver } from './deliver.ts'
import type { Given } from './elements.ts'
import { dropFile } from './files.ts'
import { changePerson, openHome, say } from './happenings.ts'
import { stackOf } from './method-views.ts'
import { dismissView, fillIn, submit } from './modals.ts'
import { type Target, shortcutPayload } from './payloads.ts'
import type { Leap } from './screen.ts'
import { type Fields, type Message, NotPossible, type Person, type View, isFields, str } from './types.ts'
import { type World, findMessage, hide, isView, ring } from './world.ts'

type Act = (world: World, person: Person, asked: Fields) => Promise<unknown>

/** Does what the page asks for on behalf of a person: `{act, person, …}`. */
export function perform(world: World, asked: Fields): Promise<unknown> {
  const act = ACTS[str(asked['act'])]
  const person = world.people.get(str(asked['person']))
  if (!act || !person) throw new NotPossible(`Nobody can ${str(asked['act'])} here`)
  return act(world, person, asked)
}

const ACTS: Readonly<Record<string, Act>> = {
  change: (world, person, asked) =>
    changePerson(world, person, isFields(asked['patch']) ? asked['patch'] : {}),
  command: (world, person, asked) => {
    const [name = '', ...rest] = str(asked['text']).trim().split(' ')
    return command(world, person, name, rest.join(' '), str(asked['channel']) || undefined)
  },
  dismiss: (world, person, asked) =>
    dismissView(world, person, viewIn(world, person, asked), asked['all'] === true),
  drop: (world, person, asked) => {
    const content = Buffer.from(str(asked['base64']), 'base64')
    return dropFile(world, person, str(asked['filename']), content)
  },
  forget: async (world, person, asked) => {
    const message = messageIn(world, person, asked)
    if (message.to) hide(world, message.channel, message.ts)
  },
  home: (world, person) => openHome(world, person),
  options: (world, person, asked) =>
    options(world, person, target(world, person, asked), str(asked['action_id']), str(asked['query'])),
  press: async (world, person, asked) => {
    const wanted = { action_id: str(asked['action_id']), block_id: str(asked['block_id']) }
    const place = target(world, person, asked)
    if (isView(place)) await fillIn(world, person, place, valuesIn(asked))
    return press(world, person, place, wanted, asked['given'] as Given)
  },
  say: (world, person, asked) => {
    const channel = str(asked['channel'])
    const thread = str(asked['thread'])
    return say(world, person, str(asked['text']), { ...(channel && { channel }), ...(thread && { thread }) })
  },
  shortcut: (world, person, asked) => {
    const payload = shortcutPayload(world, person, str(asked['callback_id']), messageIn(world, person, asked))
    return deliver(world, 'interactive', payload)
  },
  submit: (world, person, asked) => submit(world, person, viewIn(world, person, asked), valuesIn(asked)),
  travel: (world, person, asked) => travel(world, person, asked['to'] === 'hour' ? 'hour' : 'morning'),
}

/** What stands in a modal's fields on the page, by block id. */
const valuesIn = (asked: Fields): Record<string, Given> =>
  isFields(asked['values']) ? (asked['values'] as Record<string, Given>) : {}

/** Moves the product's clock; who presses while somebody travels comes along. Whether it went well is seen on the screen. */
function travel(world: World, person: Person, to: Leap): Promise<void> {
  if (!world.travel) throw new NotPossible('Nobody can travel here')
  if (!world.journey) {
    world.journey = { end: arrived(world, world.travel(to, person)), change: world.changes + 1 }
    ring(world)
  }
  return world.journey.end
}

async function arrived(world: World, arrival: Promise<void>): Promise<void> {
  world.isStranded = await arrival.then(
    () => false,
    (error: unknown) => {
      process.stderr.write(`The journey did not end well: ${String(error)}\n`)
      return true
    },
  )
  world.journey = undefined
  ring(world)
}

/** The message (`channel`, `ts`), the open modal or the home tab (`view`) that the page speaks of. */
const target = (world: World, person: Person, asked: Fields): Target =>
  asked['view'] ? viewIn(world, person, asked) : messageIn(world, person, asked)

function viewIn(world: World, person: Person, asked: Fields): View {
  const home = world.homes.get(person.id)
  const all = [...stackOf(world, person.id), ...(home ? [home] : [])]
  const view = all.find((one) => one.id === asked['view'])
  if (!view) throw new NotPossible('That window is closed')
  return view
}

function messageIn(world: World, person: Person, asked: Fields): Message {
  const message = findMessage(world, str(asked['channel']), str(asked['ts']))
  if (!message || (message.to ?? person.id) !== person.id) throw new NotPossible('That message is gone')
  return message
}
