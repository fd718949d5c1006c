import { sql } from 'kysely'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { badInput, LabError, notFound } from '../../platform/errors/lab-error.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'

const [minRepresentations, maxRepresentations] = [2, 30]

/**
 * Returns the representations to compare, by id, each once. Throws NOT_FOUND, FORBIDDEN, or BAD_USER_INPUT if
 * there are fewer than 2 or more than 30, or their projects or numbers of test rows differ.
 */
export async function findCompared(
  lab: Lab,
  actor: Actor,
  given: readonly string[],
): Promise<RepresentationRecord[]> {
  const ids = [...new Set(given)]
  const rows = await lab.db
    .selectFrom('representation')
    .selectAll()
    .where(sql<boolean>`id = any(${ids}::uuid[])`)
    .where('deletedAt', 'is', null)
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const found = ids.map((id) => {
    const row = byId.get(id)
    if (!row) throw notFound('representation', id)
    requireRole(actor, row.projectId, 'editor', 'representation', id)
    return row
  })
  if (found.length < minRepresentations || found.length > maxRepresentations)
    throw badInput(
      'representationIds',
      `${found.length} different ones are given`,
      `Give ${minRepresentations} to ${maxRepresentations}`,
    )
  for (const row of found) rejectUnlike(found[0], row)
  return found
}

function rejectUnlike(first: RepresentationRecord, second: RepresentationRecord): void {
  if (first.projectId !== second.projectId)
    throw new LabError(
      'BAD_USER_INPUT',
      `The representations ${first.id} and ${second.id} are of different projects. Compare those of one project.`,
    )
  if (first.testRows !== second.testRows)
    throw new LabError(
      'BAD_USER_INPUT',
      `The representation ${second.fileName} (${second.id}) has ${second.testRows} test rows where ` +
        `${first.fileName} (${first.id}) has ${first.testRows}. Compare representations of the same inputs, in the same order.`,
    )
}
