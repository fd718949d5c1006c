import type { Actor } from '../access/actor.ts'
import type { Queries } from '../database/database.ts'
import { recordRevoked } from './record-revoked.ts'

/** Makes all tokens of a user void, with a row in the audit trail for each. Who calls this publishes 'access'. */
export async function revokeAllTokens(db: Queries, actor: Actor, userId: string): Promise<void> {
  const revoked = await db
    .deleteFrom('apiToken')
    .where('referenceId', '=', userId)
    .returning(['id', 'referenceId', 'name'])
    .execute()
  for (const token of revoked) await recordRevoked(db, actor, token)
}
