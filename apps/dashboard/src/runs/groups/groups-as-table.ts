import type { Cell, Column as FileColumn, FigureTable, SpreadKind } from '@mitoscope/figures'
import type { Band } from '../../compare/curves/curves.ts'
import type { Column } from '../table/columns.ts'
import type { GroupColumns } from './grouping.ts'
import { statistics, type GroupsAnswer } from './groups-query.ts'
import { toFileName } from '../runs-as-table.ts'

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
