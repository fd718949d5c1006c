import type { Selectable } from 'kysely'
import type { PairComparisonTable } from '../database/tables.ts'

/** Two representations of the same inputs by one measure: asked for, under way, compared or failed. */
export type PairComparison = Selectable<PairComparisonTable>
