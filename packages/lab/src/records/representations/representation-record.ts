import type { Selectable } from 'kysely'
import type { RepresentationTable } from '../../platform/database/representation-tables.ts'

/** Stored representation: the blob of its file, its shapes, and its run and epoch. */
export type RepresentationRecord = Selectable<RepresentationTable>
