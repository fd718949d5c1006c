import type { Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import { recordRevoked } from './record-revoked.ts'

/** Revokes all tokens of a user, with one audit entry each. The caller publishes 'access'. */
export async function revokeAllTokens(db: Queries, actor: Actor, userId: string): Promise<void> {
  const revoked = await db
    .deleteFrom('apiToken')
    .where('referenceId', '=', userId)
    .returning(['id', 'referenceId', 'name'])
    .execute()
  for (const token of revoked) await recordRevoked(db, actor, token)
}
