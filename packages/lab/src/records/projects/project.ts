import type { Selectable } from 'kysely'
import type { ProjectTable } from '../../platform/database/tables.ts'

/** Group of models, runs and results that is shared with the same people. */
export type Project = Selectable<ProjectTable>
