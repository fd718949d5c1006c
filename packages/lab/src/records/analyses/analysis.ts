import type { Selectable } from 'kysely'
import type { RepresentationTable } from '../../platform/database/representation-tables.ts'
import type { AnalysisTable } from '../../platform/database/tables.ts'

/** One measure on one representation: queued, running, finished or failed. */
export type Analysis = Selectable<AnalysisTable>

/** Representation that an analysis reads. */
export type AnalysisInput = Selectable<RepresentationTable>
