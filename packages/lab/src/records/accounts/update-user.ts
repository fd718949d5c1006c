import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { requireSession } from '../access/require-session.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { User } from './user.ts'

export interface UpdateUserInput {
  readonly userId: string
  readonly siteAdmin?: boolean | null
  /** True to disable the account: it cannot sign in, and its tokens are void. */
  readonly disabled?: boolean | null
}

/**
 * Changes the rights of an account. Throws CONFLICT if no administrator would remain, and FORBIDDEN if an API
 * token would grant rights instead of removing them.
 */
export async function updateUser(lab: Lab, actor: Actor, input: UpdateUserInput): Promise<User> {
  requireSiteAdmin(actor)
  if (input.siteAdmin === true || input.disabled === false) {
    requireSession(actor, 'make administrators or open accounts again')
  }
  return lab.db.transaction().execute(async (db) => {
    // All administrators are locked, so that two cannot remove each other.
    const admins = await db
      .selectFrom('authUser')
      .select(['id', 'disabledAt'])
      .where('siteAdmin', '=', true)
      .forUpdate()
      .execute()
    const user = await db.selectFrom('authUser').selectAll().where('id', '=', input.userId).executeTakeFirst()
    if (!user) throw notFound('user', input.userId)
    const siteAdmin = input.siteAdmin ?? user.siteAdmin
    const disabled = input.disabled ?? user.disabledAt !== null
    const others = admins.filter(({ id, disabledAt }) => id !== user.id && disabledAt === null)
    if (others.length === 0 && user.siteAdmin && !(siteAdmin && !disabled)) {
      throw new LabError('CONFLICT', `${user.email} is the only administrator. Make somebody else one first.`)
    }
    const updated = await db
      .updateTable('authUser')
      .set({
        siteAdmin,
        disabledAt: disabled ? (user.disabledAt ?? new Date()) : null,
        updatedAt: new Date(),
      })
      .where('id', '=', user.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    if (disabled) await db.deleteFrom('authSession').where('userId', '=', user.id).execute()
    await recordAudit(db, actor, {
      action: 'updateUser',
      subject: `user ${user.id}`,
      detail: { siteAdmin, disabled },
    })
    await publish(db, { kind: 'access', id: user.id, projectId: '' })
    return updated
  })
}
