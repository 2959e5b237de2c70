import { dayIn } from '../../care/calendar.ts'
import { decimalsOf, parseMoney } from '../../care/money.ts'
import { keyCell, momentCell } from '../../csv/cells.ts'
import type { Columns, Row } from '../../csv/table.ts'

/** What a file of orders may have in its columns. */
export const orderColumns = {
  order_id: 'required',
  account_external_id: 'required',
  ordered_at: 'required',
  amount: 'required',
  currency: 'optional',
} as const satisfies Columns

/** What reading takes besides the cells. */
export interface AboutOrders {
  workspace: { zone: string; currency: string }
  now: Date
}

/** Reads an order as it is staged, money in minor units; undefined where even the key is wrong. Wrong cells are the row's issues. */
export function orderReader({ workspace, now }: AboutOrders) {
  const moment = momentCell(workspace.zone, now)
  return (row: Row<keyof typeof orderColumns>) => {
    const externalId = row.cell('order_id', keyCell)
    const account = row.cell('account_external_id', keyCell)
    const ordered = row.cell('ordered_at', moment)
    const soFar = row.issues.length
    const currency = row.cell('currency', currencyCell) ?? workspace.currency
    // What an unknown currency has for decimals nobody knows.
    const wrong = row.issues.length > soFar
    const staged = {
      external_id: externalId,
      account,
      ordered_at: ordered && ordered.at.toISOString(),
      ordered_on: ordered && (ordered.day ?? dayIn(workspace.zone, ordered.at)),
      amount: row.cell('amount', (text) => (wrong ? null : parseMoney(text, currency))),
      currency,
    }
    return externalId === null ? undefined : staged
  }
}

function currencyCell(text: string): string {
  const currency = text.toUpperCase()
  decimalsOf(currency)
  return currency
}
