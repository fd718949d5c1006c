/** The door of everything that writes CSV: one way to write a cell, for files, downloads and the browser. */
export type CsvCell = string | number | null | undefined

/**
 * A line of CSV (RFC 4180) without its end: numbers at full precision, nothing for null and undefined. Spreadsheets run
 * texts that begin like a formula; those get an apostrophe in front, which says that they are text. Texts that are
 * numbers, as "-1.5", stay as they are.
 */
export function formatCsvRow(cells: readonly CsvCell[]): string {
  return cells.map(formatCell).join(',')
}

function formatCell(cell: CsvCell): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return String(cell)
  const text = beginsFormula.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Also the full-width signs, which East Asian spreadsheets take for the same. */
const beginsFormula = /^[=+\-@\t\r\n＝＋－＠]/
const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
