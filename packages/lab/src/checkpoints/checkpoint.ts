import type { Selectable } from 'kysely'
import type { CheckpointTable } from '../database/tables.ts'

/** The state of a run after an epoch: what was measured, and, where they are kept, its parameters as a blob. */
export type Checkpoint = Selectable<CheckpointTable>
