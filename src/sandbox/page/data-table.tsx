import type { DataTableBlock } from '@slack/types'
import { type ReactNode, useState } from 'react'
import { Shown } from './rich.tsx'
import { useScene } from './scene.ts'

type Cell = DataTableBlock['rows'][number][number]

/** Rows that Slack shows at once unless the table says otherwise. */
const PAGE = 5

/** A table that is leafed through; the renderer of blocks draws nothing for it. */
export function DataTable({ block }: { block: DataTableBlock }): ReactNode {
  const [page, turn] = useState(0)
  const [head = [], ...rows] = block.rows
  const size = block.page_size ?? PAGE
  const pages = Math.ceil(rows.length / size)
  return (
    <div className="data-table">
      <table>
        <caption>{block.caption}</caption>
        <Head row={head} first={rows[0]} />
        <tbody>
          {rows.slice(page * size, (page + 1) * size).map((row, place) => (
            <Row key={place} row={row} headAt={block.row_header_column_index ?? 0} />
          ))}
        </tbody>
      </table>
      {pages > 1 && <Pages page={page} pages={pages} turn={turn} />}
    </div>
  )
}

/** The heads of the columns, each to the side on which its figures stand. */
const Head = ({ row, first }: { row: readonly Cell[]; first: readonly Cell[] | undefined }): ReactNode => (
  <thead>
    <tr>
      {row.map((cell, column) => (
        <th key={column} scope="col" className={cellClass(first?.[column])}>
          <CellText cell={cell} />
        </th>
      ))}
    </tr>
  </thead>
)

const Row = ({ row, headAt }: { row: readonly Cell[]; headAt: number }): ReactNode => (
  <tr>
    {row.map((cell, column) =>
      column === headAt ? (
        <th key={column} scope="row" className={cellClass(cell)}>
          <CellText cell={cell} />
        </th>
      ) : (
        <td key={column} className={cellClass(cell)}>
          <CellText cell={cell} />
        </td>
      ),
    )}
  </tr>
)

const cellClass = (cell: Cell | undefined): string | undefined =>
  cell?.type === 'raw_number' ? 'number' : undefined

function CellText({ cell }: { cell: Cell }): ReactNode {
  if (cell.type === 'rich_text') return <Shown blocks={[cell]} />
  return cell.text ?? ('value' in cell ? cell.value : '')
}

interface PagesProps {
  page: number
  pages: number
  turn: (page: number) => void
}

function Pages({ page, pages, turn }: PagesProps): ReactNode {
  const { words } = useScene()
  const to = (name: string, sign: string, next: number): ReactNode => (
    <button
      type="button"
      className="icon"
      aria-label={name}
      aria-disabled={next < 0 || next >= pages}
      onClick={() => turn(Math.min(pages - 1, Math.max(0, next)))}
    >
      {sign}
    </button>
  )
  return (
    <p className="pages">
      {to(words.before, '‹', page - 1)}
      <span aria-live="polite">{words.pages(page + 1, pages)}</span>
      {to(words.after, '›', page + 1)}
    </p>
  )
}
