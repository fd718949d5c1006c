import type { Selectable } from 'kysely'
import type { PairComparisonTable } from '../../platform/database/tables.ts'

/** Comparison of two representations of the same inputs by one measure: queued, running, finished or failed. */
export type PairComparison = Selectable<PairComparisonTable>
