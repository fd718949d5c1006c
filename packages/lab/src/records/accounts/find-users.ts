import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { orderKeys, type FieldOrder, type OrderFields } from '../../platform/rows/order-by.ts'
import { textKey, timeKey, type OrderKey } from '../../platform/rows/order-key.ts'
import { planPage, selectPage, type Page, type PageRequest } from '../../platform/rows/paging.ts'
import type { User } from './user.ts'

export type UserOrderField = 'email' | 'name' | 'createdAt'

export interface ListUsers extends PageRequest {
  /** Order of the list; by email by default. */
  readonly orderBy?: readonly FieldOrder<UserOrderField>[] | null
}

const fields: OrderFields<UserOrderField> = {
  email: { expression: sql`auth_user.email`, type: textKey },
  name: { expression: sql`(lower(auth_user.name) collate "C")`, type: textKey },
  createdAt: { expression: sql`auth_user.created_at`, type: timeKey },
}
/** Key of the email, which no two accounts share. */
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

/** Lists all users visible to the actor (see findUsers). */
export async function listUsers(lab: Lab, actor: Actor, request: ListUsers = {}): Promise<Page<User>> {
  const order = request.orderBy ?? []
  const plan = planPage(orderKeys(fields, order, byEmail), request, ['users', order])
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
