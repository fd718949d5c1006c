import { sql } from 'kysely'
import { notFound } from '../../platform/errors/lab-error.ts'
import { publish } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { LabError } from '../../platform/errors/lab-error.ts'
import type { Actor } from '../access/actor.ts'
import { recordAudit } from '../access/record-audit.ts'
import { deleterOf, lockRecord } from '../nouns/delete-and-restore.ts'
import type { Claim } from './claim.ts'
import { validateStatement } from './create-claim.ts'
import { findClaims } from './find-claims.ts'
import { judgeClaims } from './judge-again.ts'

const { remove, restore } = deleterOf('claim', {
  word: 'claim',
  detail: ({ statement }) => ({ statement }),
})

/** Deletes a claim until it is restored or purged. */
export const deleteClaim = remove

/** Restores a claim, and judges one of the lab by what came while it was deleted. */
export async function restoreClaim(lab: Lab, actor: Actor, id: string): Promise<Claim> {
  const claim = await restore(lab, actor, id)
  if (claim.rule === null) return claim
  try {
    await judgeClaims(lab, claim.projectId, [id])
  } catch (error) {
    // It is restored all the same, and is judged with the others.
    lab.log.warn({ err: error, claim: id }, 'A restored claim could not be judged')
  }
  return (await findClaims(lab, actor, [id])).get(id) ?? claim
}

export interface UpdateClaimInput {
  readonly id: string
  readonly statement: string
}

/**
 * Rewords a claim of the lab. Its rule stays, so that its history is that of one rule: another rule is another claim.
 * Throws CONFLICT for a claim of the paper.
 */
export function updateClaim(lab: Lab, actor: Actor, { id, statement }: UpdateClaimInput): Promise<Claim> {
  return lab.db.transaction().execute(async (db) => {
    const found = await lockRecord(db, actor, 'claim', 'claim', id)
    if (found.deletedAt !== null) throw notFound('claim', id)
    if (found.rule === null)
      throw new LabError('CONFLICT', `The claim ${id} is one of the paper, whose words are its own. Create a claim of your own instead.`) // prettier-ignore
    const claim = await db
      .updateTable('claim')
      .set({ statement: validateStatement(statement), updatedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const { projectId } = claim
    const detail = { before: found.statement, after: claim.statement }
    await recordAudit(db, actor, { action: 'updateClaim', projectId, subject: `claim ${id}`, detail })
    await publish(db, { kind: 'claim', id, projectId })
    return claim
  })
}
