import type { Selectable } from 'kysely'
import type { AnalysisTable, RepresentationTable } from '../database/tables.ts'

/** One measure on one representation, asked for, under way, answered or failed. */
export type Analysis = Selectable<AnalysisTable>

/** What an analysis is made of. */
export type AnalysisInput = Selectable<RepresentationTable>
