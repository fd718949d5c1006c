import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { sql, type Selectable } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { toJson } from '../../platform/database/json.ts'
import type { AccountInvitationTable } from '../../platform/database/account-tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** One-time link to create an account or to set a new password. */
export type Invitation = Selectable<AccountInvitationTable>

export interface NewInvitation extends Partial<
  Pick<Invitation, 'email' | 'userId' | 'siteAdmin' | 'projects'>
> {
  readonly createdBy: string | null
  readonly hours: number
}

/** Stores an invitation. Returns the link's token once: the database holds only its hash. */
export async function addInvitation(db: Queries, { hours, ...given }: NewInvitation) {
  const token = randomBytes(32).toString('base64url')
  const invitation = await db
    .insertInto('accountInvitation')
    .values({
      id: randomUUID(),
      tokenHash: hashToken(token),
      email: given.email ?? null,
      userId: given.userId ?? null,
      siteAdmin: given.siteAdmin ?? false,
      projects: toJson(given.projects ?? []),
      createdBy: given.createdBy,
      expiresAt: new Date(Date.now() + hours * 3_600_000),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { invitation, token }
}

/** Finds the invitation of a link that is still valid. */
export async function findInvitation(lab: Pick<Lab, 'db'>, token: string): Promise<Invitation | undefined> {
  return lab.db
    .selectFrom('accountInvitation')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .where(isValid())
    .executeTakeFirst()
}

/** Marks an invitation as used; returns undefined if it was used concurrently. */
export async function consumeInvitation(db: Queries, id: string): Promise<Invitation | undefined> {
  return db
    .updateTable('accountInvitation')
    .set({ usedAt: new Date() })
    .where('id', '=', id)
    .where(isValid())
    .returningAll()
    .executeTakeFirst()
}

/**
 * Returns the condition on an invitation that it is unused, has not expired, and was made by somebody who may make it
 * still: an administrator of the lab. Links that nobody in particular made are those of the command line and of the log.
 */
export function isValid() {
  return sql<boolean>`(
    account_invitation.used_at is null and account_invitation.expires_at > ${new Date()} and (
      account_invitation.created_by is null or exists (
        select from auth_user as maker
        where maker.id = account_invitation.created_by and maker.site_admin and maker.disabled_at is null
      )
    )
  )`
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
