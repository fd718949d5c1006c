import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Revokes a token at once: one of the actor's own, or, for administrators, anybody's. */
export async function revokeToken(lab: Lab, actor: Actor, id: string): Promise<void> {
  // With less than the whole scope, a token may end itself and nothing else.
  if (actor.scope !== 'admin' && actor.tokenId !== id) {
    throw new LabError('FORBIDDEN', 'This token may not revoke others. Sign in, or use one of scope ADMIN.')
  }
  await lab.db.transaction().execute(async (db) => {
    let query = db.deleteFrom('apiToken').where('id', '=', id)
    if (!actor.siteAdmin) query = query.where('referenceId', '=', actor.userId ?? '')
    const revoked = await query.returning(['id', 'referenceId', 'name']).executeTakeFirst()
    if (!revoked) throw notFound('token', id)
    await recordRevoked(db, actor, revoked)
    await publish(db, { kind: 'access', id: revoked.referenceId, projectId: '' })
  })
}

/** Revokes all tokens of a user, with one audit entry each. The caller publishes 'access'. */
export async function revokeAllTokens(db: Queries, actor: Actor, userId: string): Promise<void> {
  const revoked = await db
    .deleteFrom('apiToken')
    .where('referenceId', '=', userId)
    .returning(['id', 'referenceId', 'name'])
    .execute()
  for (const token of revoked) await recordRevoked(db, actor, token)
}

/** Records in the audit trail that a token is void. */
async function recordRevoked(
  db: Queries,
  actor: Actor,
  {
    id,
    referenceId,
    name,
  }: { readonly id: string; readonly referenceId: string; readonly name: string | null },
): Promise<void> {
  await recordAudit(db, actor, {
    action: 'revokeApiToken',
    subject: `token ${id}`,
    detail: { name, userId: referenceId },
  })
}
