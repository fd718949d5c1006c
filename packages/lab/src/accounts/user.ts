import type { Selectable } from 'kysely'
import type { AuthUserTable } from '../database/tables.ts'

/** Somebody with an account. */
export type User = Selectable<AuthUserTable>
