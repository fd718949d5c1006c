import { toCsv } from '../parts/download.ts'
import type { Column } from './columns.ts'
import { statistics, type GroupsAnswer } from './groups-query.ts'
import type { GroupColumns } from './grouping.ts'

/** The table of groups with every statistic of every column, at full precision. */
export function groupsCsv(
  groups: GroupsAnswer['runGroups'],
  settings: GroupColumns,
  columns: readonly Column[],
  nameOf: (id: string) => string,
): Blob {
  const text = (value: unknown) => {
    if (value === null || typeof value === 'number') return value
    return typeof value === 'string' ? nameOf(value) : JSON.stringify(value)
  }
  const heads = columns.flatMap(({ id }) => statistics.map((each) => `${id.replace(/^metric:/, '')}_${each}`))
  return toCsv(
    [...settings.names, 'runs', 'finished', ...heads],
    groups.map((group, i) => [
      ...settings.values[i].map(text),
      group.runCount,
      group.finishedCount,
      ...columns.flatMap((_, at) => statistics.map((each) => group[`c${at}`][each])),
    ]),
  )
}
