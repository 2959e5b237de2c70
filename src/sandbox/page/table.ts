import type { TableBlock } from '@slack/types'

type Cell = TableBlock['rows'][number][number]

/** A table as the renderer can draw it: it fails on numbers, and takes plain cells for mrkdwn. */
export function shownTable(block: TableBlock): TableBlock {
  return { ...block, rows: block.rows.map((row) => row.map(shownCell)) }
}

function shownCell(cell: Cell): Cell {
  const plain = cell as { type: string; text?: string; value?: number }
  if (plain.type === 'rich_text') return cell
  const text = plain.text ?? String(plain.value ?? '')
  const elements = text === '' ? [] : [{ type: 'text' as const, text }]
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }
}
