import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Queries } from '../database/database.ts'
import { toJson } from '../database/json.ts'
import type { AccountInvitationTable } from '../database/tables.ts'
import type { Lab } from '../lab.ts'

/** A one-time link: to a new account, or to a new password. */
export type Invitation = Selectable<AccountInvitationTable>

export interface NewInvitation extends Partial<
  Pick<Invitation, 'email' | 'userId' | 'siteAdmin' | 'projects'>
> {
  readonly createdBy: string | null
  readonly hours: number
}

/** Writes an invitation. The link's token is told once: only its hash is kept. */
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

/** The invitation of a link that can still be used. */
export async function findInvitation(lab: Pick<Lab, 'db'>, token: string): Promise<Invitation | undefined> {
  return lab.db
    .selectFrom('accountInvitation')
    .selectAll()
    .where('tokenHash', '=', hashToken(token))
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .executeTakeFirst()
}

/** Uses an invitation up; undefined when somebody else just did. */
export async function useInvitation(db: Queries, id: string): Promise<Invitation | undefined> {
  return db
    .updateTable('accountInvitation')
    .set({ usedAt: new Date() })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .where('expiresAt', '>', new Date())
    .returningAll()
    .executeTakeFirst()
}

function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
