import type { Generated, GeneratedAlways } from 'kysely'
import type { Stamp } from './column-types.ts'

interface SeriesColumns {
  name: string
  points: Generated<number>
  notFinite: Generated<number>
  firstStep: number | null
  lastStep: number | null
  lastFiniteStep: number | null
  last: number | null
  min: number | null
  max: number | null
  /** Earliest and latest wall time of the points, in milliseconds since 1970; null if none has a time. */
  firstTime: number | null
  lastTime: number | null
  /** Name of the metric of the run whose values are the true x of this one; null for the step. */
  stepMetric: string | null
}

export interface MetricSeriesTable extends SeriesColumns {
  id: GeneratedAlways<number>
  runId: string
}

/** Points of a series that were cut off when its run resumed. */
export interface BranchSeriesTable extends SeriesColumns {
  id: Generated<number>
  branchId: string
}

export interface RunBranchTable {
  id: string
  runId: string
  fromStep: number
  points: number
  createdBy: string | null
  cutAt: Stamp
}

export interface MetricPointTable {
  seriesId: number
  step: number
  value: number | null
  /** Wall time in milliseconds since 1970; null if it is unknown. */
  time: number | null
}

export interface MetricBucketTable {
  seriesId: number
  level: number
  bucket: number
  points: number
  notFinite: number
  min: number | null
  max: number | null
  minStep: number | null
  maxStep: number | null
}

export interface MetricBatchTable {
  id: GeneratedAlways<number>
  runId: string
  key: string
  content: string
  /** Points as JSON text. */
  points: string
  /** Times of the points as JSON text; null if none came with a time. */
  times: string | null
  createdAt: Stamp
}
