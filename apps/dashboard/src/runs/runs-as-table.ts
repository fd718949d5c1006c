import type { Column as FileColumn, FigureTable, Cell, SpreadKind } from '@mitoscope/figures'
import { findScalar, type Column, type Run } from './table/columns.ts'
import type { Band } from '../compare/curves/curves.ts'
import type { GroupColumns } from './groups/grouping.ts'
import { statistics, type GroupsAnswer } from './groups/groups-query.ts'
import { tableToCsv } from '../export/formats.ts'
import { writeLatex } from '../export/printed-table.ts'
import { writeNpy } from '../export/write-npy.ts'

/** Runs with the shown columns and their ids, numbers at full precision; of an interval its ends, and half of it. */
export function runsAsTable(runs: readonly Run[], columns: readonly Column[]): FigureTable {
  const id: FileColumn = { name: 'id', label: 'Id', values: runs.map((run) => run.id), detail: true }
  return { columns: [id, ...columns.flatMap((column) => toFileColumns(runs, column))] }
}

function toFileColumns(runs: readonly Run[], { id, label, value, scalar }: Column): FileColumn[] {
  const name = toFileName(scalar && !id.includes(':') ? `analysis:${scalar.measure}:${scalar.name}` : id)
  const values = runs.map(value)
  if (!scalar) return [{ name, label, values }]
  const found = runs.map((run) => findScalar(run, scalar))
  const half = found.map((each) =>
    each?.low == null || each.high == null ? null : (each.high - each.low) / 2,
  )
  const ends = (['low', 'high'] as const).map((end) => ({
    name: `${name}:${end}`,
    label: `${label}, ${end}`,
    values: found.map((each) => each?.[end] ?? null),
    detail: true,
  }))
  return [
    { name, label, values, spread: { column: `${name}:half`, kind: '95 % interval' } },
    { name: `${name}:half`, label: `${label}, half of the interval`, values: half },
    ...ends,
  ]
}

/**
 * Returns the name of a column in files, without quotes, backslashes and line breaks: some files take names
 * between quotes.
 */
function toFileName(id: string): string {
  return id.replaceAll(/['"\\\n]/g, '_')
}

const kinds: Readonly<Record<Band, SpreadKind>> = { std: 'std', sem: 'sem', ci95: '95 % interval' }

/** The table of groups with every statistic of every column, at full precision; printed, means with this spread. */
export function groupsAsTable(
  groups: GroupsAnswer['runGroups'],
  settings: GroupColumns,
  columns: readonly Column[],
  spread: Band,
  nameOf: (id: string) => string,
): FigureTable {
  const toCell = (value: unknown): Cell => {
    if (value === null || typeof value === 'number') return value
    return typeof value === 'string' ? nameOf(value) : JSON.stringify(value)
  }
  const ofSettings = settings.names.map((name, at) => ({
    name: toFileName(name),
    label: name,
    values: settings.values.map((values) => toCell(values[at])),
  }))
  const counts = [
    { name: 'runs', label: 'Runs', values: groups.map(({ runCount }) => runCount) },
    { name: 'finished', label: 'Finished', values: groups.map(({ finishedCount }) => finishedCount) },
  ]
  const averages = columns.flatMap(({ id, label }, at) => {
    const name = toFileName(id.replace(/^metric:/, ''))
    return statistics.map((statistic): FileColumn => {
      const values = groups.map((group) => group[`c${at}`][statistic])
      if (statistic === 'mean')
        return {
          name: `${name}_mean`,
          label,
          values,
          spread: { column: `${name}_${spread}`, kind: kinds[spread] },
        }
      // Printed where it explains why a mean is over fewer runs.
      const detail = statistic !== 'diverged' || values.every((count) => count === 0)
      return { name: `${name}_${statistic}`, label: `${label}, ${statistic}`, values, detail }
    })
  })
  return { columns: [...ofSettings, ...counts, ...averages] }
}

interface TableFile {
  readonly name: string
  readonly ending: string
  readonly write: (table: FigureTable) => Blob
}

/** The files that a table can be exported to. */
export const tableFiles: readonly TableFile[] = [
  {
    name: 'CSV',
    ending: 'csv',
    write: tableToCsv,
  },
  { name: 'NPY', ending: 'npy', write: (table) => new Blob([writeNpy(table)]) },
  {
    name: 'LaTeX',
    ending: 'tex',
    write: (table) => new Blob([writeLatex(table)], { type: 'text/x-tex' }),
  },
]
