import type { Selectable } from 'kysely'
import type { TrainingRunTable } from '../../platform/database/run-tables.ts'

/** One model at one width with one seed: trained here, or logged by a script. */
export type TrainingRun = Selectable<TrainingRunTable>
