import type { CompareRunsQuery } from '@mitoscope/schema/documents'

type Compared = Pick<CompareRunsQuery['compareRuns'], 'runs' | 'metrics'>

/** The runs that hold nothing to compare: no value of any metric and no representation, and none to come. */
export function emptyRuns({ runs, metrics }: Compared): Compared['runs'] {
  return runs.filter(
    ({ state, representations }, i) =>
      state !== 'QUEUED' &&
      state !== 'RUNNING' &&
      representations.length === 0 &&
      metrics.every(({ last, endedNotFinite }) => last[i] === null && !endedNotFinite[i]),
  )
}
