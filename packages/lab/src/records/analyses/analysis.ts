import type { Selectable } from 'kysely'
import type { AnalysisTable, RepresentationTable } from '../../platform/database/tables.ts'

/** One measure on one representation: queued, running, finished or failed. */
export type Analysis = Selectable<AnalysisTable>

/** Representation that an analysis reads. */
export type AnalysisInput = Selectable<RepresentationTable>
