import { parse } from 'csv-parse/sync'
import { quote } from './findings.ts'
import { parseNumber } from './logged-values.ts'
import { findStepKey } from './record-reader.ts'

/** Header of a table: delimiter and contents of the columns. */
export interface TableHeader {
  readonly delimiter: string
  /** Names in the header, trimmed. */
  readonly cells: readonly string[]
  readonly stepColumn: number
  /** Metric of each column; undefined for the step, for a column without a name, and for a repeated name. */
  readonly metrics: readonly (string | undefined)[]
  /** Index of the main column, for columns with its minimum or maximum. */
  readonly mainColumns: ReadonlyMap<number, number>
  readonly repeated: readonly string[]
  /** Reason why no column is read. */
  readonly problem?: string
}

export interface HeaderOptions {
  /** Name of the column that counts steps, if it has none of the usual names. */
  readonly stepKey?: string
  /** Metric of the column Value in a TensorBoard file. */
  readonly metric?: string
  /** Run whose columns are read, of a table whose columns are called "RUN - METRIC". */
  readonly columnsOf?: string
}

const delimiters = [',', ';', '\t']

/** Splits a line into cells; undefined if it is not a line of a table. */
export function splitCells(line: string, delimiter: string): string[] | undefined {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim())
  // If every cell is in plain quotation marks, splitting takes a fraction of the time of parsing.
  const cells = line.trim().slice(1, -1).split(`"${delimiter}"`)
  if (/^\s*".*"\s*$/.test(line) && !cells.some((cell) => cell.includes('"')))
    return cells.map((cell) => cell.trim())
  try {
    const rows = parse(line, { delimiter, trim: true, relax_column_count: true })
    return rows.length === 1 ? rows[0] : undefined
  } catch {
    return undefined
  }
}

/** Parses a line as the header of a table. Returns undefined if no cell names the step, or if a cell is a number. */
export function parseHeader(
  line: string,
  { stepKey, metric, columnsOf }: HeaderOptions,
): TableHeader | undefined {
  const found = delimiters
    .map((delimiter) => ({ delimiter, cells: splitCells(line, delimiter) ?? [] }))
    .filter(({ cells }) => cells.length > 1 && findStep(cells, stepKey) !== undefined)
    .toSorted((a, b) => b.cells.length - a.cells.length)
    .at(0)
  if (!found || found.cells.some((cell) => parseNumber(cell) !== undefined)) return undefined
  const { delimiter, cells } = found
  const step = findStep(cells, stepKey)!
  const repeated = [...new Set(cells.filter((cell, i) => cell !== '' && cells.indexOf(cell) < i))]
  if (repeated.includes(step)) return undefined
  const stepColumn = cells.indexOf(step)
  // TensorBoard’s page writes three columns, and leaves the metric to the name of the file.
  const named: RunColumns = isTensorBoard(cells)
    ? { metrics: [undefined, undefined, metric] }
    : nameRunColumns(cells, stepColumn, columnsOf)
  const metrics = named.metrics.map((name, i) =>
    i === stepColumn || cells[i] === '' || repeated.includes(cells[i]) ? undefined : name,
  )
  return {
    delimiter,
    cells,
    stepColumn,
    metrics,
    mainColumns: pairExtremes(cells),
    repeated,
    problem: named.problem,
  }
}

function findStep(cells: readonly string[], stepKey?: string): string | undefined {
  return stepKey === undefined ? findStepKey(cells) : cells.find((cell) => cell === stepKey)
}

/** Returns true for the columns of TensorBoard's page. */
export function isTensorBoard(cells: readonly string[]): boolean {
  return cells.length === 3 && cells[0] === 'Wall time' && cells[1] === 'Step' && cells[2] === 'Value'
}

function pairExtremes(cells: readonly string[]): Map<number, number> {
  const pairs = new Map<number, number>()
  for (const [i, cell] of cells.entries()) {
    const main = cells.indexOf(cell.replace(/__(MIN|MAX)$/, ''))
    if (main >= 0 && main !== i && /__(MIN|MAX)$/.test(cell)) pairs.set(i, main)
  }
  return pairs
}

const separator = ' - '

/** Names of the metrics in the columns of a table, and the reason why it cannot be told of which run they are. */
interface RunColumns {
  /** Metric of each column; undefined for those that are left out. */
  readonly metrics: readonly (string | undefined)[]
  readonly problem?: string
}

/**
 * Names the metrics of a table whose columns are called "RUN - METRIC", as W&B's page exports them, and those of any other
 * table by its columns. Columns of several runs are no single run: the one that is meant has to be given.
 */
function nameRunColumns(cells: readonly string[], stepColumn: number, columnsOf?: string): RunColumns {
  const others = cells.filter((_, i) => i !== stepColumn)
  if (columnsOf !== undefined) {
    const start = columnsOf + separator
    const metrics = cells.map((cell, i) =>
      i !== stepColumn && cell.startsWith(start) ? cell.slice(start.length) : undefined,
    )
    if (metrics.some((metric) => metric !== undefined)) return { metrics }
    return {
      metrics,
      problem: `no column is named ${quote(`${start}METRIC`)}, as --columns-of asks; the columns are ${list(others)}`,
    }
  }
  if (!others.every((cell) => cell.includes(separator))) return { metrics: cells }
  const [run] = others.map((cell) => cell.slice(0, cell.indexOf(separator)))
  const runs = [...new Set(others.map((cell) => cell.slice(0, cell.lastIndexOf(separator))))]
  const isOne = others.every((cell) => cell.startsWith(run + separator))
  // Where "run" is a run, "run - acc - top1" is a metric of it; "run - 1 - loss" beside "run - 2 - loss" may be of two.
  if (isOne && (runs.length === 1 || runs.includes(run)))
    return { metrics: cells.map((cell, i) => (i === stepColumn ? cell : cell.slice(run.length + 3))) }
  return {
    metrics: cells.map(() => undefined),
    problem: `the columns are of ${runs.length} runs, ${list(runs)}: log them one by one, each with --columns-of RUN`,
  }
}

function list(names: readonly string[]): string {
  const mostNames = 8
  const rest = names.length - mostNames
  return names.slice(0, mostNames).map(quote).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
