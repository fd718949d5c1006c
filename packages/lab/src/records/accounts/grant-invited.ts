import { localActor, type Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Invitation } from './invitation.ts'
import type { User } from './user.ts'

/** Grants a new account the roles of its invitation, and records the account in the audit trail. */
export async function grantInvited(db: Queries, user: User, invitation: Invitation): Promise<User> {
  const granted = await db
    .updateTable('authUser')
    .set({ siteAdmin: invitation.siteAdmin })
    .where('id', '=', user.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  // A project that was purged since is left out.
  for (const { projectId, role } of invitation.projects) {
    await db
      .insertInto('projectMember')
      .columns(['projectId', 'userId', 'role'])
      .expression((from) =>
        from
          .selectFrom('project')
          .select(({ val }) => ['project.id', val(user.id).as('userId'), val(role).as('role')])
          .where('project.id', '=', projectId),
      )
      .execute()
  }
  await recordAudit(db, asUser(granted), {
    action: 'acceptInvitation',
    subject: `user ${user.id}`,
    detail: { email: user.email, invitedBy: invitation.createdBy },
  })
  return granted
}

/** Returns a user as an actor, for the audit trail of changes to the own account before sign-in. */
export function asUser({ id, name }: User): Actor {
  return { ...localActor, userId: id, name, projects: new Map(), siteAdmin: false }
}
