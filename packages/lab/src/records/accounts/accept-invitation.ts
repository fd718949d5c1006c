import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { validateName } from '../../platform/rows/text-fields.ts'
import { revokeAllTokens } from '../tokens/revoke-token.ts'
import { countUsers } from './find-users.ts'
import { findInvitation, consumeInvitation, type Invitation } from './invitation.ts'
import { parseEmail } from './parse-email.ts'
import { asUser, grantInvited } from './grant-invited.ts'
import type { User } from './user.ts'

export interface AcceptInvitationInput {
  readonly token: string
  readonly name: string
  /** Email address of the account, used if the invitation names none. */
  readonly email?: string
  /** Hash of the password, as the sign-in library computes it. */
  readonly passwordHash: string
}

const gone = () =>
  new LabError(
    'NOT_FOUND',
    'This link is invalid: it was used, has expired, is incomplete, or was made by somebody who is no longer an administrator. Ask an administrator for another.',
  )

/**
 * Creates the account of a one-time link, or sets a new password. A new password ends the account's sessions
 * and revokes its API tokens, because another person may have created them.
 */
export async function acceptInvitation(lab: Lab, input: AcceptInvitationInput): Promise<User> {
  const found = await findInvitation(lab, input.token)
  if (!found) throw gone()
  return lab.db.transaction().execute(async (db) => {
    // Two links to the first account would both find that there is none yet.
    if (found.email === null)
      await sql`select pg_advisory_xact_lock(hashtext('mitoscope first admin'))`.execute(db)
    if (found.email === null && (await countUsers({ db })) > 0) throw gone()
    const invitation = await consumeInvitation(db, found.id)
    if (!invitation) throw gone()
    return invitation.userId === null
      ? await makeAccount(db, invitation, input)
      : await setPassword(db, invitation.userId, input.passwordHash)
  })
}

async function makeAccount(db: Queries, invitation: Invitation, input: AcceptInvitationInput): Promise<User> {
  const email = invitation.email ?? parseEmail(input.email ?? '')
  const user = await db
    .insertInto('authUser')
    .values({ id: randomUUID(), name: validateName('name', input.name), email, emailVerified: true })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!user) throw new LabError('CONFLICT', `${email} has an account. Sign in with it.`)
  await insertPassword(db, user.id, input.passwordHash)
  return grantInvited(db, user, invitation)
}

async function setPassword(db: Queries, userId: string, passwordHash: string): Promise<User> {
  await db
    .deleteFrom('authAccount')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .execute()
  await insertPassword(db, userId, passwordHash)
  await db.deleteFrom('authSession').where('userId', '=', userId).execute()
  const user = await db.selectFrom('authUser').selectAll().where('id', '=', userId).executeTakeFirstOrThrow()
  await recordAudit(db, asUser(user), { action: 'setPassword', subject: `user ${userId}` })
  await revokeAllTokens(db, asUser(user), userId)
  await publish(db, { kind: 'access', id: userId, projectId: '' })
  return user
}

async function insertPassword(db: Queries, userId: string, password: string): Promise<void> {
  await db
    .insertInto('authAccount')
    .values({
      id: randomUUID(),
      accountId: userId,
      providerId: 'credential',
      userId,
      password,
      updatedAt: new Date(),
    })
    .execute()
}
