import { roles as ranks, type Actor, type Role } from '../access/actor.ts'
import { requireSession } from '../access/require-session.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { changeMembers } from './change-members.ts'
import { selectMember } from './find-members.ts'
import type { Member } from './member.ts'

export interface SetRoleInput {
  readonly projectId: string
  readonly userId: string
  readonly role: Role
}

/** Changes a member's role. Throws FORBIDDEN for API tokens that would raise it. */
export async function setRole(lab: Lab, actor: Actor, input: SetRoleInput): Promise<Member> {
  const { projectId, userId, role } = input
  const change = { action: 'setRole', projectId, userId, detail: { role } } as const
  return changeMembers(lab, actor, change, async (db, roles) => {
    const before = roles.get(userId)
    if (before === undefined) throw notFound('member', userId)
    if (ranks.indexOf(role) > ranks.indexOf(before)) requireSession(actor, 'raise roles')
    await db
      .updateTable('projectMember')
      .set({ role })
      .where('projectId', '=', projectId)
      .where('userId', '=', userId)
      .execute()
    return selectMember(db, projectId, userId)
  })
}
