import type { Selectable } from 'kysely'
import type { CheckpointTable } from '../../platform/database/tables.ts'

/** State of a run after an epoch: its metrics, and, if they were saved, its parameters as a blob. */
export type Checkpoint = Selectable<CheckpointTable>
