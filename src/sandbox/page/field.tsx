import type { InputBlock } from '@slack/types'
import { type ReactNode, useId } from 'react'
import type { Block } from '../types.ts'
import type { Board } from './board.ts'
import { Control } from './control.tsx'
import { useScene } from './scene.ts'

const GROUPS: ReadonlySet<string> = new Set(['checkboxes', 'radio_buttons'])

/** A field of a modal with its label, its hint, and under it what is wrong. */
export function Field({ block, board }: { block: Block & InputBlock; board: Board }): ReactNode {
  const id = useId()
  const { element, hint, optional = false } = block
  const error = board.errors[block.block_id]
  const about = [hint && `${id}hint`, error && `${id}error`].filter(Boolean).join(' ')
  const marks = {
    id,
    'aria-labelledby': `${id}label`,
    'aria-describedby': about || undefined,
    'aria-invalid': error ? true : undefined,
  }
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <Label id={id} block={block} />
      <Control
        element={element}
        marks={marks}
        held={board.held(block, element)}
        isOptional={optional}
        give={(given) => void board.give(block, element, given)}
        enter={board.enter(block, element)}
        find={(query) => board.find(element, query)}
      />
      {error && <Wrong id={`${id}error`} text={error} />}
      {hint && <Hint id={`${id}hint`} text={hint.text} />}
    </div>
  )
}

function Label({ id, block: { element, label, optional } }: { id: string; block: InputBlock }): ReactNode {
  const { words } = useScene()
  const isGroup = GROUPS.has(element.type)
  const Tag = isGroup ? 'span' : 'label'
  return (
    <Tag id={`${id}label`} className="label" {...(!isGroup && { htmlFor: id })}>
      {label.text}
      {optional && <span className="optional">{words.optional}</span>}
    </Tag>
  )
}

const Wrong = ({ id, text }: { id: string; text: string }): ReactNode => (
  <p id={id} className="error" role="alert">
    {text}
  </p>
)

const Hint = ({ id, text }: { id: string; text: string }): ReactNode => (
  <p id={id} className="hint">
    {text}
  </p>
)
