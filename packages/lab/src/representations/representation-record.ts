import type { Selectable } from 'kysely'
import type { RepresentationTable } from '../database/tables.ts'

/** A stored representation: its file's blob, what is in it, and the run and epoch it was taken of. */
export type RepresentationRecord = Selectable<RepresentationTable>
