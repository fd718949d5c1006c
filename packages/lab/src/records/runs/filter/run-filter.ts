import type { CombinedFilter } from '../../../platform/rows/compile-filter.ts'
import type { IdFilter, NumberFilter, TextFilter, TimeFilter } from '../../../platform/rows/filters.ts'

export interface TagsFilter {
  readonly has?: string | null
  readonly hasAny?: readonly string[] | null
  readonly hasAll?: readonly string[] | null
  /** True for runs without tags. */
  readonly missing?: boolean | null
}

/**
 * Condition on a value of the configuration. A value of another type counts as missing, except for `missing`
 * itself.
 */
export interface ConfigFilter {
  /** Names joined by dots, for example "optimizer.lr". */
  readonly path: string
  readonly number?: NumberFilter | null
  readonly text?: TextFilter | null
  readonly boolean?: boolean | null
  readonly missing?: boolean | null
}

export interface MetricFilter {
  readonly name: string
  readonly last?: NumberFilter | null
  readonly min?: NumberFilter | null
  readonly max?: NumberFilter | null
  readonly missing?: boolean | null
}

/** Condition on a number of the run's last finished analysis by a measure. */
export interface ScalarFilter {
  readonly measure: string
  readonly name: string
  /** Site of the analysed representation; by default the last hidden layer, or the only site of the model. */
  readonly site?: string | null
  readonly value: NumberFilter
}

/** Conditions on runs, all of which must hold. */
export interface RunFilter extends CombinedFilter<RunFilter> {
  readonly id?: IdFilter | null
  readonly name?: TextFilter | null
  readonly state?: TextFilter | null
  readonly dataset?: TextFilter | null
  readonly notes?: TextFilter | null
  readonly width?: NumberFilter | null
  readonly seed?: NumberFilter | null
  readonly weightDecay?: NumberFilter | null
  readonly interpolationEpoch?: NumberFilter | null
  readonly createdAt?: TimeFilter | null
  readonly updatedAt?: TimeFilter | null
  readonly model?: IdFilter | null
  readonly sweep?: IdFilter | null
  /** Condition on the run that it belongs to. */
  readonly parent?: IdFilter | null
  readonly group?: TextFilter | null
  readonly jobType?: TextFilter | null
  readonly tags?: TagsFilter | null
  /** True for runs that have a representation. */
  readonly hasRepresentations?: boolean | null
  /** Condition on the sites of the run's representations, one of which must match. */
  readonly site?: TextFilter | null
  /** True for runs that have a finished analysis. */
  readonly hasAnalyses?: boolean | null
  readonly config?: readonly ConfigFilter[] | null
  readonly metrics?: readonly MetricFilter[] | null
  readonly scalars?: readonly ScalarFilter[] | null
  /** Condition on w*; `groups` is one on W / w*: from an analysis, else from the sweep's report. */
  readonly criticalWidth?: NumberFilter | null
  readonly groups?: NumberFilter | null
}
