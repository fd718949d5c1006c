import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Queries } from '../database/database.ts'
import type { Lab } from '../lab.ts'
import type { Member } from './member.ts'

/** Who has which role in a project, by name; nobody for strangers. */
export async function listMembers(lab: Lab, actor: Actor, projectId: string): Promise<Member[]> {
  if (!mayRead(actor, projectId) && !actor.siteAdmin) return []
  return readMembers(lab.db, projectId)
}

/** One member as it now stands in the database. */
export async function readMembers(db: Queries, projectId: string, userId?: string): Promise<Member[]> {
  let query = db
    .selectFrom('projectMember')
    .innerJoin('authUser', 'authUser.id', 'projectMember.userId')
    .selectAll('authUser')
    .select(['projectMember.role', 'projectMember.createdAt as since'])
    .where('projectId', '=', projectId)
    .orderBy('authUser.name')
    .orderBy('authUser.id')
  if (userId !== undefined) query = query.where('userId', '=', userId)
  const found = await query.execute()
  return found.map(({ role, since, ...user }) => ({
    projectId,
    userId: user.id,
    role,
    createdAt: since,
    user,
  }))
}
