/** What a spreadsheet would take for a formula. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u

/** Text from people as a cell that no spreadsheet calculates. */
export const harmless = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Rows as a CSV that spreadsheets open as UTF-8 (RFC 4180). */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('')}`

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
