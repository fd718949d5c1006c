import type { Selectable } from 'kysely'
import type { Role } from '../access/actor.ts'
import { parseScope } from '../access/find-actor.ts'
import type { ApiTokenTable } from '../../platform/database/account-tables.ts'

/** Personal API token, without the secret itself. */
export interface ApiToken {
  readonly id: string
  readonly userId: string
  readonly name: string
  /** First characters of the token. */
  readonly prefix: string
  readonly scope: Role
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

export function toApiToken(row: Selectable<ApiTokenTable>): ApiToken {
  return {
    id: row.id,
    userId: row.referenceId,
    name: row.name ?? '',
    prefix: row.start ?? '',
    scope: parseScope(row.permissions) ?? 'viewer',
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastRequest,
  }
}
