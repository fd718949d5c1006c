/** Cell of a CSV file. This door has the one way to write cells, for files, downloads and the browser. */
export type CsvCell = string | number | null | undefined

/**
 * Returns a line of CSV (RFC 4180) without its line break: numbers at full precision, nothing for null and undefined.
 * Spreadsheets would execute texts that begin like a formula; these get an apostrophe in front, which marks them as
 * text. Texts that are numbers, such as "-1.5", stay as they are.
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

/**
 * Begins with a character that spreadsheets read as a formula; the full-width signs are those of East Asian
 * spreadsheets.
 */
const beginsFormula = /^[=+\-@\t\r\n＝＋－＠]/
const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
