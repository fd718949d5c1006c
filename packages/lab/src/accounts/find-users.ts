import type { Actor } from '../access/actor.ts'
import { requireSiteAdmin } from '../access/authorize.ts'
import type { Lab } from '../lab.ts'
import { pageSize, type Page, type PageRequest } from '../records/page.ts'
import type { User } from './user.ts'

/** The user, for themselves, for administrators, and for those who share a project; undefined for the others. */
export async function findUser(lab: Lab, actor: Actor, id: string): Promise<User | undefined> {
  const user = await lab.db.selectFrom('authUser').selectAll().where('id', '=', id).executeTakeFirst()
  if (!user || actor.userId === id || actor.siteAdmin || actor.projects === 'all') return user
  if (actor.projects.size === 0) return undefined
  const shared = await lab.db
    .selectFrom('projectMember')
    .select('projectId')
    .where('userId', '=', id)
    .where('projectId', 'in', [...actor.projects.keys()])
    .executeTakeFirst()
  return shared && user
}

/** Every account by email. Throws FORBIDDEN for whoever is no administrator. */
export async function listUsers(lab: Lab, actor: Actor, request: PageRequest = {}): Promise<Page<User>> {
  requireSiteAdmin(actor)
  const size = pageSize(request)
  let query = lab.db.selectFrom('authUser').selectAll().orderBy('email')
  if (request.after != null) query = query.where('email', '>', request.after)
  const found = await query.limit(size + 1).execute()
  const nodes = found.slice(0, size)
  return {
    nodes,
    cursors: nodes.map(({ email }) => email),
    hasNextPage: found.length > size,
    hasPreviousPage: request.after != null,
    totalCount: () => countUsers(lab),
  }
}

/** How many accounts there are. */
export async function countUsers({ db }: Pick<Lab, 'db'>): Promise<number> {
  const { count } = await db
    .selectFrom('authUser')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}
