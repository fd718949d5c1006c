import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../lab.ts'
import { textKey, type OrderKey } from '../records/order-key.ts'
import { type Page, type PageRequest } from '../records/page.ts'
import { planPage } from '../records/plan-page.ts'
import { readPage } from '../records/read-page.ts'
import type { User } from './user.ts'

const byEmail: OrderKey = {
  expression: sql`auth_user.email`,
  type: textKey,
  descending: false,
  nullable: false,
}

/** Users by id: everybody for administrators; for the others themselves and those who share a project. */
export async function findUsers(
  lab: Lab,
  actor: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, User>> {
  if (ids.length === 0) return new Map()
  const found = await visible(lab, actor).where('id', 'in', ids).selectAll().execute()
  return new Map(found.map((user) => [user.id, user]))
}

/** As findUsers, for all of them, by email. */
export async function listUsers(lab: Lab, actor: Actor, request: PageRequest = {}): Promise<Page<User>> {
  const plan = planPage([byEmail], request, 'users')
  const all = visible(lab, actor)
  return readPage(plan, all, all.selectAll())
}

/** How many accounts there are. */
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
