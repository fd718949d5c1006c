import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../database/database.ts'

/** Records in the audit trail that a token is void. */
export async function recordRevoked(
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
