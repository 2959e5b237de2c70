import type { InputBlock } from '@slack/types'
import { type ReactNode, useId } from 'react'
import type { Block } from '../types.ts'
import type { Board } from './board.ts'
import { Control } from './control.tsx'
import { useScene } from './scene.ts'

const GROUPS: ReadonlySet<string> = new Set(['checkboxes', 'radio_buttons'])

/** A field of a modal with its label, its hint, and under it what is wrong. */
export function Field({ block, board }: { block: Block & InputBlock; board: Board }): ReactNode {
  const { words } = useScene()
  const id = useId()
  const { element, label, hint, optional = false } = block
  const error = board.errors[block.block_id]
  const isGroup = GROUPS.has(element.type)
  const about = [hint && `${id}hint`, error && `${id}error`].filter(Boolean).join(' ')
  const Label = isGroup ? 'span' : 'label'
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <Label id={`${id}label`} className="label" {...(!isGroup && { htmlFor: id })}>
        {label.text} {optional && <span className="optional">{words.optional}</span>}
      </Label>
      <Control
        element={element}
        marks={{
          id,
          'aria-labelledby': `${id}label`,
          'aria-describedby': about || undefined,
          'aria-invalid': error ? true : undefined,
        }}
        held={board.held(block, element)}
        isOptional={optional}
        give={(given) => void board.give(block, element, given)}
        enter={board.enter(block, element)}
        find={(query) => board.find(element, query)}
      />
      {error && (
        <p id={`${id}error`} className="error" role="alert">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}hint`} className="hint">
          {hint.text}
        </p>
      )}
    </div>
  )
}
