/** An element with properties and children; text only ever becomes a text node. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag)
  for (const [key, value] of Object.entries(props)) {
    if (key.startsWith('on') || key in node) node[key] = value
    else node.setAttribute(key, value)
  }
  node.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false))
  return node
}

const unescaped = (text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const MARKS = { '*': 'strong', _: 'em', '~': 's', '`': 'code' }

/** Slack's mrkdwn as nodes. `names` tells who a `<@U…>` is. */
export function mrkdwn(text, names) {
  const nodes = []
  let rest = 0
  for (const match of text.matchAll(/<([^<>]+)>|(?<![\w*_~`])([*_~`])(\S|\S.*?\S)\2(?!\w)/g)) {
    nodes.push(unescaped(text.slice(rest, match.index)))
    nodes.push(match[1] ? reference(match[1], names) : el(MARKS[match[2]], {}, ...mrkdwn(match[3], names)))
    rest = match.index + match[0].length
  }
  return [...nodes, unescaped(text.slice(rest))]
}

function reference(inside, names) {
  const [target, label] = inside.split('|')
  if (target.startsWith('@')) return el('b', {}, `@${names(target.slice(1)) ?? label ?? target}`)
  if (target.startsWith('!date')) return label ?? ''
  if (/^[!#]/.test(target)) return el('b', {}, label ?? target)
  if (!/^(https?|mailto|tel):/.test(target)) return unescaped(label ?? target)
  return el('a', { href: unescaped(target), target: '_blank', rel: 'noreferrer' }, unescaped(label ?? target))
}

export const textOf = (object, names) =>
  object?.type === 'mrkdwn' ? mrkdwn(object.text, names) : [object?.text ?? '']
