import type { Selectable } from 'kysely'
import type { AuthUserTable } from '../database/tables.ts'

/** Account of a person. */
export type User = Selectable<AuthUserTable>
