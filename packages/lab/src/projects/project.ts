import type { Selectable } from 'kysely'
import type { ProjectTable } from '../database/tables.ts'

/** What belongs together and is shared with the same people. */
export type Project = Selectable<ProjectTable>
