import type { Selectable } from 'kysely'
import type { SweepTable } from '../../platform/database/tables.ts'

/** One model trained at several widths, with several seeds and weight decays. Its state follows from its runs. */
export type Sweep = Selectable<SweepTable>
