import { quote } from './findings.ts'

const separator = ' - '

/** Names of the metrics in the columns of a table, and the reason why it cannot be told of which run they are. */
export interface RunColumns {
  /** Metric of each column; undefined for those that are left out. */
  readonly metrics: readonly (string | undefined)[]
  readonly problem?: string
}

/**
 * Names the metrics of a table whose columns are called "RUN - METRIC", as W&B's page exports them, and those of any other
 * table by its columns. Columns of several runs are no single run: the one that is meant has to be given.
 */
export function nameRunColumns(cells: readonly string[], stepColumn: number, columnsOf?: string): RunColumns {
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
