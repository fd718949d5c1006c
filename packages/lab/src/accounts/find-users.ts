import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'
import { textKey, type OrderKey } from '../records/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../records/paging.ts'
import type { User } from './user.ts'

const byEmail: OrderKey = {
  expression: sql`auth_user.email`,
  type: textKey,
  descending: false,
  nullable: false,
}

/** Finds users by id: for administrators all of them; for others themselves and members of shared projects. */
export async function findUsers(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, User>> {
  if (ids.length === 0) return new Map()
  const found = await visible(lab, actor).where('id', 'in', ids).selectAll().execute()
  return new Map(found.map((user) => [user.id, user]))
}

/** Lists all users visible to the actor (see findUsers), by email. */
export async function listUsers(lab: Lab, actor: Actor, request: PageRequest = {}): Promise<Page<User>> {
  const plan = planPage([byEmail], request, 'users')
  const all = visible(lab, actor)
  return selectPage(plan, all, all.selectAll())
}

/** Returns the number of accounts. */
export async function countUsers({ db }: Pick<Lab, 'db'>): Promise<number> {
  const { count } = await db
    .selectFrom('authUser')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function visible(lab: Lab, actor: Actor) {
  const query = lab.db.selectFrom('authUser')
  const { projects } = actor
  if (actor.siteAdmin || projects === 'all') return query
  return query.where((where) => {
    const self = where('id', '=', actor.userId ?? '')
    if (projects.size === 0) return self
    const fellows = where
      .selectFrom('projectMember')
      .select('userId')
      .where('projectId', 'in', [...projects.keys()])
    return where.or([self, where('id', 'in', fellows)])
  })
}
