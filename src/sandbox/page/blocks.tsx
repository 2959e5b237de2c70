import type {
  ActionsBlock,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  SectionBlock,
} from '@slack/types'
import type { ReactNode } from 'react'
import type { Block } from '../types.ts'
import { Button, Overflow } from './buttons.tsx'
import type { Board } from './board.ts'
import { DataTable } from './data-table.tsx'
import { Control } from './control.tsx'
import type { Element } from './controls.ts'
import { Field } from './field.tsx'
import { Rich, Shown } from './rich.tsx'
import { shownTable } from './table.ts'

interface Props<B = Block> {
  block: B
  board: Board
}

export function Blocks({ blocks, board }: { blocks: readonly Block[]; board: Board }): ReactNode {
  return blocks.map((block) => (
    <div key={block.block_id} className={`block block-${block.type}`} data-block={block.block_id}>
      <OneBlock block={block} board={board} />
    </div>
  ))
}

/** What only shows is for the renderer; what takes something is drawn here, as that has no way to tell of it. */
function OneBlock({ block, board }: Props): ReactNode {
  const known = block as unknown as KnownBlock
  if (known.type === 'actions') return <Actions block={block as Block & ActionsBlock} board={board} />
  if (known.type === 'input') return <Field block={block as Block & InputBlock} board={board} />
  if (known.type === 'section') return <Section block={block as Block & SectionBlock} board={board} />
  if (known.type === 'context') return <Context block={known} />
  if (known.type === 'header') return <Shown blocks={[asItIs(known)]} />
  if (known.type === 'data_table') return <DataTable block={known} />
  if (known.type === 'table') return <Shown blocks={[shownTable(known)]} />
  return <Shown blocks={[known]} />
}

/** A heading is plain text; the renderer would read formats into it. */
const asItIs = (block: HeaderBlock): HeaderBlock => {
  const text = { ...block.text, verbatim: true }
  return { ...block, text }
}

function Actions({ block, board }: Props<Block & ActionsBlock>): ReactNode {
  return (
    <div className="actions">
      {block.elements.map((element) => (
        <Pressed key={element.action_id} block={block} element={element} board={board} />
      ))}
    </div>
  )
}

/** An element that tells the app at once. */
function Pressed({ block, element, board }: Props & { element: Element }): ReactNode {
  const give = (given: Parameters<Board['give']>[2]): Promise<void> => board.give(block, element, given)
  if (element.type === 'button') return <Button element={element} give={give} />
  if (element.type === 'overflow') return <Overflow element={element} give={give} />
  return (
    <Control
      element={element}
      marks={{}}
      held={board.held(block, element)}
      isOptional={false}
      give={(given) => void give(given)}
      find={(query) => board.find(element, query)}
    />
  )
}

function Section({ block, board }: Props<Block & SectionBlock>): ReactNode {
  const { text, fields = [], accessory } = block
  return (
    <div className="section">
      <div className="said">
        {text && <Rich text={text} />}
        {fields.length > 0 && (
          <div className="section-fields">
            {fields.map((field, place) => (
              <Rich key={place} text={field} />
            ))}
          </div>
        )}
      </div>
      {accessory?.type === 'image' && 'image_url' in accessory && (
        <img className="accessory" src={accessory.image_url} alt={accessory.alt_text} />
      )}
      {accessory && accessory.type !== 'image' && (
        <div className="accessory">
          <Pressed block={block} element={accessory} board={board} />
        </div>
      )}
    </div>
  )
}

function Context({ block }: { block: ContextBlock }): ReactNode {
  return (
    <div className="context">
      {block.elements.map((element, place) =>
        element.type === 'image' ? (
          'image_url' in element && <img key={place} src={element.image_url} alt={element.alt_text} />
        ) : (
          <Rich key={place} text={element} />
        ),
      )}
    </div>
  )
}
