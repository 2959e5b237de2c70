import { el, textOf } from './dom.js'

/**
 * One interactive element. `held`: Slack's state of it; `give(given)`: somebody chose or typed;
 * `world`: people, and `offers(action, query)` for external selects.
 */
export function control(element, held, give, world) {
  const make = CONTROLS[element.type] ?? unknown
  return make(element, held ?? {}, give, world)
}

const unknown = (element) => el('em', {}, `(${element.type})`)

const asked = (confirm) =>
  !confirm || window.confirm(`${confirm.title?.text ?? ''}\n\n${confirm.text?.text ?? ''}`)

function button(element, _held, give) {
  const label = textOf(element.text)
  if (element.url) return el('a', { href: element.url, target: '_blank', rel: 'noreferrer' }, ...label)
  const onclick = () => asked(element.confirm) && give(null)
  return el('button', { type: 'button', className: element.style ?? '', onclick }, ...label)
}

const choice = (option, selected) => el('option', { value: option.value, selected }, option.text.text)

function menu(element, held, give) {
  const chosen = held.selected_option?.value
  const groups = (element.option_groups ?? []).map((group) =>
    el('optgroup', { label: group.label.text }, ...group.options.map((o) => choice(o, o.value === chosen))),
  )
  const first = el(
    'option',
    { value: '' },
    element.type === 'overflow' ? '⋯' : (element.placeholder?.text ?? '–'),
  )
  const options = (element.options ?? []).map((o) => choice(o, o.value === chosen))
  const onchange = (event) => asked(element.confirm) && give(event.target.value || null)
  return el(
    'select',
    { onchange, 'aria-label': element.placeholder?.text ?? 'More' },
    first,
    ...options,
    ...groups,
  )
}

function people(element, held, give, { people }) {
  const options = people.map((one) => ({ value: one.id, text: { text: one.real_name } }))
  return menu({ ...element, options }, { selected_option: { value: held.selected_user } }, give)
}

function external(element, held, give, { offers }) {
  const select = menu(
    { ...element, options: [held.selected_option, element.initial_option].filter(Boolean).slice(0, 1) },
    held,
    give,
  )
  const find = async (event) => {
    const found = await offers(element.action_id, event.target.value)
    select.replaceChildren(
      el('option', { value: '' }, `${found.length} found`),
      ...found.map((o) => choice(o, false)),
    )
  }
  return el(
    'span',
    {},
    el('input', { type: 'search', placeholder: element.placeholder?.text ?? 'Search', oninput: find }),
    select,
  )
}

function ticks(element, held, give) {
  const isRadio = element.type === 'radio_buttons'
  const name = `${element.action_id}-${crypto.randomUUID()}`
  const on = new Set((isRadio ? [held.selected_option] : (held.selected_options ?? [])).map((o) => o?.value))
  const box = el('span')
  const onchange = () => {
    const values = [...box.querySelectorAll('input:checked')].map((input) => input.value)
    give(isRadio ? (values[0] ?? null) : values)
  }
  const one = (o) =>
    el(
      'label',
      {},
      el('input', {
        type: isRadio ? 'radio' : 'checkbox',
        name,
        value: o.value,
        checked: on.has(o.value),
        onchange,
      }),
      ' ',
      ...textOf(o.text),
    )
  box.append(...element.options.map(one))
  return box
}

function line(element, held, give) {
  const value = held.value ?? held.selected_date ?? held.selected_time ?? ''
  const type = { datepicker: 'date', timepicker: 'time' }[element.type] ?? 'text'
  const onchange = (event) => give(event.target.value || null)
  const props = { value, onchange, placeholder: element.placeholder?.text ?? '' }
  return element.multiline ? el('textarea', { ...props, rows: 4 }) : el('input', { ...props, type })
}

const CONTROLS = {
  button,
  overflow: menu,
  static_select: menu,
  external_select: external,
  users_select: people,
  radio_buttons: ticks,
  checkboxes: ticks,
  datepicker: line,
  timepicker: line,
  plain_text_input: line,
  number_input: line,
  email_text_input: line,
  url_text_input: line,
}
