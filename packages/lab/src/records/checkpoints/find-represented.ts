import { sql } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import { lastHidden } from '../representations/site.ts'
import type { RepresentationRecord } from '../representations/representation-record.ts'

/** Finds, for each checkpoint, the latest representation of its run's last hidden layer after its epoch, if there is one. */
export async function findRepresented(
  { db }: { readonly db: Queries },
  checkpointIds: readonly string[],
): Promise<Map<string, RepresentationRecord>> {
  if (checkpointIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('representation')
    .innerJoin('checkpoint', (join) =>
      join
        .onRef('checkpoint.runId', '=', 'representation.runId')
        .onRef('checkpoint.epoch', '=', 'representation.epoch'),
    )
    .selectAll('representation')
    .select('checkpoint.id as checkpointId')
    .distinctOn('checkpoint.id')
    .where(sql<boolean>`checkpoint.id = any(${checkpointIds}::uuid[])`)
    .where('representation.site', '=', lastHidden)
    .where('representation.deletedAt', 'is', null)
    .orderBy('checkpoint.id')
    .orderBy('representation.createdAt', 'desc')
    .execute()
  return new Map(rows.map(({ checkpointId, ...record }) => [checkpointId, record]))
}
