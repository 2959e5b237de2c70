import { control } from './controls.js'
import { el, textOf } from './dom.js'

/**
 * Blocks as nodes. `give(block, element, given)` is told of every choice, `held(block, element)` says what an element holds,
 * `errors` stand under their fields by block id.
 */
export function blocks(list, screen) {
  return list.map((block) => {
    const make = BLOCKS[block.type]
    const inner = make ? make(block, screen) : [el('em', {}, `(${block.type})`)]
    return el('div', { className: `block ${block.type}` }, ...inner)
  })
}

const interactive = (block, element, screen) =>
  control(element, screen.held(block, element), (given) => screen.give(block, element, given), screen.world)

const BLOCKS = {
  section: (block, screen) => [
    el(
      'div',
      {},
      ...(block.text ? textOf(block.text, screen.names) : []),
      block.fields &&
        el(
          'div',
          { className: 'fields' },
          ...block.fields.map((f) => el('div', {}, ...textOf(f, screen.names))),
        ),
    ),
    block.accessory && interactive(block, block.accessory, screen),
  ],
  header: (block) => textOf(block.text),
  context: (block, screen) =>
    block.elements.flatMap((e) => [...textOf(e.text ? e : { text: e.alt_text }, screen.names), ' ']),
  actions: (block, screen) => block.elements.map((element) => interactive(block, element, screen)),
  divider: () => [el('hr')],
  image: (block) => [el('img', { src: block.image_url ?? '', alt: block.alt_text })],
  markdown: (block) => [block.text],
  table: (block) => [
    el(
      'table',
      {},
      ...block.rows.map((row) => el('tr', {}, ...row.map((cell) => el('td', {}, String(cell.text ?? ''))))),
    ),
  ],
  input: (block, screen) => [
    el(
      'label',
      {},
      block.label.text,
      block.optional ? ' (optional)' : '',
      el('br'),
      interactive(block, block.element, screen),
    ),
    block.hint && el('small', {}, block.hint.text),
    screen.errors?.[block.block_id] &&
      el('p', { className: 'error', role: 'alert' }, screen.errors[block.block_id]),
  ],
}
