import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { Actor } from './actor.ts'

export interface AuditEntry {
  /** Name of the command, for example "createProject". */
  readonly action: string
  /** Object of the command, for example "project 1234…". */
  readonly subject: string
  readonly projectId?: string | null
  readonly detail?: object
}

/** Writes an audit entry in the transaction of the command. Every command that writes calls this. */
export async function recordAudit(db: Queries, actor: Actor, entry: AuditEntry): Promise<void> {
  await db
    .insertInto('auditEvent')
    .values({
      actor: actor.name,
      userId: actor.userId,
      tokenId: actor.tokenId,
      requestId: actor.requestId,
      projectId: entry.projectId ?? null,
      action: entry.action,
      subject: entry.subject,
      detail: toJson(entry.detail ?? {}),
    })
    .execute()
}
