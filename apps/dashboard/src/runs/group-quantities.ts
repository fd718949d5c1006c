import type { RunGroupsQuery } from '@mitoscope/schema/documents'
import { toCsv } from '../parts/download.ts'
import type { GroupColumns } from './grouping.ts'

type Groups = RunGroupsQuery['runGroups']

/** What is averaged over the runs of a group. */
export const quantities = [
  { id: 'testError', label: 'Test error' },
  { id: 'trainError', label: 'Train error' },
  { id: 'testLoss', label: 'Test loss' },
  { id: 'trainLoss', label: 'Train loss' },
  { id: 'interpolationEpoch', label: 'Interpolates' },
  { id: 'criticalWidth', label: 'w*' },
  { id: 'groups', label: 'Groups' },
] as const

const statistics = ['n', 'mean', 'std', 'sem', 'ci95', 'min', 'max'] as const

/** The table of groups with every statistic, at full precision. */
export function groupsCsv(groups: Groups, columns: GroupColumns, nameOf: (id: string) => string): Blob {
  const text = (value: unknown) => {
    if (value === null || typeof value === 'number') return value
    return typeof value === 'string' ? nameOf(value) : JSON.stringify(value)
  }
  return toCsv(
    [
      ...columns.names,
      'runs',
      'finished',
      ...quantities.flatMap(({ id }) => statistics.map((each) => `${id}_${each}`)),
    ],
    groups.map((group, i) => [
      ...columns.values[i].map(text),
      group.runCount,
      group.finishedCount,
      ...quantities.flatMap(({ id }) => statistics.map((each) => group[id][each])),
    ]),
  )
}
