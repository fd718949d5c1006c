import type { Selectable } from 'kysely'
import type { AuthUserTable } from '../../platform/database/account-tables.ts'

/** Account of a person. */
export type User = Selectable<AuthUserTable>
