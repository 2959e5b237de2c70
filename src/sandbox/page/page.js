import { blocks } from './blocks.js'
import { el, mrkdwn } from './dom.js'

const byId = (id) => document.getElementById(id)
let state
let me
let place = 'dm'
let typed = {}
let errors = {}
let drawn = ''

async function act(what, more = {}) {
  const body = JSON.stringify({ act: what, person: me.id, ...more })
  const response = await fetch('/sandbox/act', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  const { answer, problem, errors: found } = await response.json()
  byId('problem').textContent = problem ?? (answer?.status === 0 ? 'The app did not answer in time.' : '')
  return { answer, errors: found ?? answer?.body?.errors ?? {}, refused: Boolean(problem) }
}

const names = (id) =>
  id === state.app.userId ? state.app.name : state.people.find((one) => one.id === id)?.real_name
const channel = () => (place === 'dm' ? me.dm : place)

/** What blocks need to know about the message or view they stand in. */
const screenOf = (target, held, give) => ({
  names,
  held,
  errors,
  give,
  world: {
    people: state.people,
    offers: async (action_id, query) => (await act('options', { ...target, action_id, query })).answer ?? [],
  },
})

const presses = (target) => (block, element, given) =>
  act('press', { ...target, block_id: block.block_id, action_id: element.action_id, given })

function article(message) {
  const target = { channel: message.channel, ts: message.ts }
  const time = new Date(Number(message.ts) * 1000).toLocaleTimeString()
  const body =
    message.blocks.length > 0
      ? blocks(
          message.blocks,
          screenOf(target, () => ({}), presses(target)),
        )
      : mrkdwn(message.text, names)
  return el(
    'article',
    { className: message.to ? 'only' : '' },
    el(
      'header',
      {},
      el('b', {}, names(message.user) ?? 'Slackbot'),
      ` ${time}`,
      message.to ? ' · only you see this' : '',
    ),
    ...body,
    ...(message.files ?? []).map((file) => el('p', {}, `📎 ${file.name}`)),
  )
}

function drawPlace() {
  const home = me.home
  const seen = state.messages.filter((m) => m.channel === channel() && (m.to ?? me.id) === me.id)
  const target = { view: home?.id }
  const shown =
    place === 'home'
      ? blocks(
          home?.blocks ?? [],
          screenOf(target, () => ({}), presses(target)),
        )
      : seen.map(article)
  byId('messages').replaceChildren(...shown)
  byId('messages').scrollTop = place === 'home' ? 0 : byId('messages').scrollHeight
}

const placeItem = ([id, label]) =>
  el('li', {}, el('button', { 'aria-current': String(id === place), onclick: () => go(id) }, label))

function drawNav() {
  byId('team').textContent = state.team
  byId('person').replaceChildren(
    ...state.people.map((one) =>
      el('option', { value: one.id, selected: one.id === me.id }, `${one.real_name} · ${one.tz}`),
    ),
  )
  const places = [
    ['dm', state.app.name],
    ['home', `${state.app.name} · Home`],
    ...state.channels.map((c) => [c.id, `# ${c.name}`]),
  ]
  byId('places').replaceChildren(...places.map(placeItem))
  byId('place').textContent = places.find(([id]) => id === place)?.[1] ?? ''
  byId('commands').replaceChildren(...state.commands.map((name) => el('option', { value: name })))
}

function drawModal() {
  const view = me.views.at(-1)
  const key = view ? view.id + view.hash + JSON.stringify(errors) : ''
  if (key === drawn) return
  drawn = key
  const dialog = byId('modal')
  if (!view) {
    dialog.close()
    return
  }
  const target = { view: view.id }
  const held = (block, element) => view.state.values[block.block_id]?.[element.action_id]
  const give = (block, element, given) => {
    if (block.type === 'input') typed[view.id] = { ...typed[view.id], [block.block_id]: given }
    if (block.type !== 'input' || block.dispatch_action) void presses(target)(block, element, given)
  }
  dialog.replaceChildren(
    el('h2', {}, view.title?.text ?? ''),
    ...blocks(view.blocks, screenOf(target, held, give)),
    el(
      'footer',
      {},
      el('button', { onclick: () => dismiss(view) }, view.close?.text ?? 'Cancel'),
      view.submit && el('button', { className: 'primary', onclick: () => submit(view) }, view.submit.text),
    ),
  )
  if (!dialog.open) dialog.showModal()
}

async function submit(view) {
  const sent = await act('submit', { view: view.id, values: typed[view.id] ?? {} })
  errors = sent.errors
  await refresh()
}

async function dismiss(view) {
  typed = {}
  errors = {}
  await act('dismiss', { view: view.id })
}

/** Reads the workspace, once something happened after the change given. */
async function refresh(since = -1) {
  const response = await fetch(`/sandbox/state?since=${since}`)
  state = await response.json()
  draw()
}

function go(to) {
  place = to
  if (to === 'home') void act('home')
  draw()
}

function draw() {
  const wanted = decodeURIComponent(location.hash.slice(1))
  me = state.people.find((one) => one.name === wanted) ?? state.people[0]
  drawNav()
  drawPlace()
  drawModal()
}

byId('composer').addEventListener('submit', (event) => {
  event.preventDefault()
  const { text } = event.target.elements
  const said = text.value.trim()
  if (said)
    void act(said.startsWith('/') ? 'command' : 'say', {
      text: said,
      channel: place === 'home' ? null : channel(),
    })
  text.value = ''
})
byId('person').addEventListener('change', (event) => {
  location.hash = state.people.find((one) => one.id === event.target.value).name
})
async function drop(input) {
  const [file] = input.files
  if (file) await act('drop', { filename: file.name, content: await file.text() })
  input.value = ''
}

byId('file').addEventListener('change', (event) => void drop(event.target))
byId('modal').addEventListener('cancel', (event) => {
  event.preventDefault()
  void dismiss(me.views.at(-1))
})
window.addEventListener('hashchange', () => {
  typed = {}
  errors = {}
  draw()
})

for (;;) {
  await refresh(state?.change)
}
