import type { Actor, Role } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'

/** Members of a project, locked until the end of the transaction: roles by user id. */
export type Roles = ReadonlyMap<string, Role>

/**
 * Runs `change` on the members of a project, for admins of the project or the site. Throws CONFLICT if no
 * admin would remain. Publishes the changed rights, and records them in the audit trail.
 */
export async function changeMembers<T>(
  lab: Lab,
  actor: Actor,
  { action, projectId, userId, detail }: MemberChange,
  change: (db: Queries, roles: Roles) => Promise<T>,
): Promise<T> {
  if (!(actor.siteAdmin && actor.scope === 'admin')) requireRole(actor, projectId, 'admin')
  return lab.db.transaction().execute(async (db) => {
    const project = await db
      .selectFrom('project')
      .select('id')
      .where('id', '=', projectId)
      .forUpdate()
      .executeTakeFirst()
    if (!project) throw notFound('project', projectId)
    const before = await selectRoles(db, projectId)
    const result = await change(db, before)
    if (hasAdmin(before) && !hasAdmin(await selectRoles(db, projectId))) {
      throw new LabError('CONFLICT', 'This is the only admin of the project. Make somebody else one first.')
    }
    await recordAudit(db, actor, { action, projectId, subject: `user ${userId}`, detail })
    await publish(db, { kind: 'access', id: userId, projectId: '' })
    return result
  })
}

export interface MemberChange {
  readonly action: 'addMember' | 'setRole' | 'removeMember'
  readonly projectId: string
  readonly userId: string
  readonly detail?: object
}

async function selectRoles(db: Queries, projectId: string): Promise<Roles> {
  const found = await db
    .selectFrom('projectMember')
    .select(['userId', 'role'])
    .where('projectId', '=', projectId)
    .execute()
  return new Map(found.map(({ userId, role }) => [userId, role]))
}

function hasAdmin(roles: Roles): boolean {
  return [...roles.values()].includes('admin')
}
