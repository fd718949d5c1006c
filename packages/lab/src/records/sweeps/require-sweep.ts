import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import type { Queries } from '../../platform/database/database.ts'
import { LabError, notFound } from '../../platform/errors/lab-error.ts'
import type { Sweep } from './sweep.ts'

/**
 * Returns the sweep, without a lock, because jobs and runs are locked before it. Throws if it does not exist
 * or the actor may not change it.
 */
export async function requireSweep(
  db: Queries,
  actor: Actor,
  id: string,
  state: 'present' | 'any' = 'present',
): Promise<Sweep> {
  const sweep = await db.selectFrom('sweep').selectAll().where('id', '=', id).executeTakeFirst()
  if (!sweep) throw notFound('sweep', id)
  requireRole(actor, sweep.projectId, 'editor', 'sweep', id)
  if (state === 'present' && sweep.deletedAt !== null) {
    throw new LabError('CONFLICT', `The sweep "${sweep.name}" is deleted. Restore it first.`)
  }
  return sweep
}
