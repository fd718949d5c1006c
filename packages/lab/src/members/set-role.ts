import type { Actor, Role } from '../access/actor.ts'
import { notFound } from '../errors/lab-error.ts'
import type { Lab } from '../lab.ts'
import { changeMembers } from './change-members.ts'
import { readMember } from './find-members.ts'
import type { Member } from './member.ts'

export interface SetRoleInput {
  readonly projectId: string
  readonly userId: string
  readonly role: Role
}

/** Changes what a member may do. */
export async function setRole(lab: Lab, actor: Actor, input: SetRoleInput): Promise<Member> {
  const { projectId, userId, role } = input
  const change = { action: 'setRole', projectId, userId, detail: { role } } as const
  return changeMembers(lab, actor, change, async (db, roles) => {
    if (!roles.has(userId)) throw notFound('member', userId)
    await db
      .updateTable('projectMember')
      .set({ role })
      .where('projectId', '=', projectId)
      .where('userId', '=', userId)
      .execute()
    return readMember(db, projectId, userId)
  })
}
