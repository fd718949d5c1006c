import type { IdFilter } from './filters.inputs.ts'
import { requireId } from './global-id.ts'

/** A filter by global ids of one type, with record ids. */
export function toIds(type: string, filter: IdFilter): IdFilter {
  return readIds((id) => requireId(type, id), filter)
}

/** As toIds, for ids of whatever type `read` reads. */
export function readIds(
  read: (id: string) => string,
  { eq, ne, in: among, notIn, missing }: IdFilter,
): IdFilter {
  // An empty text is an id that nothing has, not one that is missing.
  const readGiven = (id: string | null | undefined) => (id === null || id === undefined ? id : read(id))
  return {
    eq: readGiven(eq),
    ne: readGiven(ne),
    in: among?.map(read),
    notIn: notIn?.map(read),
    missing,
  }
}
