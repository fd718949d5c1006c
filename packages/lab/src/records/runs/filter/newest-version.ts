import { sql, type RawBuilder } from 'kysely'
import { measures } from '../../measures/measures.ts'

/**
 * Returns the condition that the version of an analysis is the newest one of its measure that its model has been analysed by:
 * other versions give other numbers, which no mean may mix.
 */
export function isNewestVersion(
  measure: string,
  { model, version }: { readonly model: RawBuilder<unknown>; readonly version: RawBuilder<unknown> },
): RawBuilder<boolean> {
  // Of a measure that only another version of this program has, nothing is current.
  const current = measures.find(({ id }) => id === measure)?.version ?? -1
  return sql`(${version} = ${current} or (${model}, ${version}) in (
    select owner.model_id, max(other.version) from analysis as other join training_run as owner on owner.id = other.run_id
    join representation as input on input.id = other.representation_id and input.deleted_at is null
    where other.measure = ${measure}::text and other.state = 'finished' and other.deleted_at is null
      and owner.deleted_at is null
    group by owner.model_id))`
}
