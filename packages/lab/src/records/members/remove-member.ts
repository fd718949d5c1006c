import type { Actor } from '../access/actor.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { changeMembers } from './change-members.ts'

export interface RemoveMemberInput {
  readonly projectId: string
  readonly userId: string
}

/** Removes a member from a project. */
export async function removeMember(lab: Lab, actor: Actor, input: RemoveMemberInput): Promise<void> {
  const { projectId, userId } = input
  await changeMembers(lab, actor, { action: 'removeMember', projectId, userId }, async (db, roles) => {
    if (!roles.has(userId)) throw notFound('member', userId)
    await db
      .deleteFrom('projectMember')
      .where('projectId', '=', projectId)
      .where('userId', '=', userId)
      .execute()
  })
}
