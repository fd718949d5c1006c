import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Member } from './member.ts'

/** Lists the members of projects with their roles, by name; none for non-members. */
export async function findMembers(
  lab: Lab,
  actor: Actor,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Member[]>> {
  const readable = projectIds.filter((id) => mayRead(actor, id) || actor.siteAdmin)
  const members = readable.length === 0 ? [] : await selectMembers(lab.db, readable)
  const lists = new Map<string, Member[]>(projectIds.map((id) => [id, []]))
  for (const member of members) lists.get(member.projectId)?.push(member)
  return lists
}

/** Reads a member from the database. */
export async function selectMember(db: Queries, projectId: string, userId: string): Promise<Member> {
  const member = (await selectMembers(db, [projectId])).find((one) => one.userId === userId)
  if (!member) throw new Error(`The member ${userId} of ${projectId} is not there`)
  return member
}

async function selectMembers(db: Queries, projectIds: readonly string[]): Promise<Member[]> {
  const found = await db
    .selectFrom('projectMember')
    .innerJoin('authUser', 'authUser.id', 'projectMember.userId')
    .selectAll('authUser')
    .select(['projectMember.projectId', 'projectMember.role', 'projectMember.createdAt as since'])
    .where('projectId', 'in', projectIds)
    .orderBy('authUser.name')
    .orderBy('authUser.id')
    .execute()
  return found.map(({ projectId, role, since, ...user }) => ({
    projectId,
    userId: user.id,
    role,
    createdAt: since,
    user,
  }))
}
