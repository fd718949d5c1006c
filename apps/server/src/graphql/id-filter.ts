import type { IdFilter } from './filters.inputs.ts'
import { requireId } from './global-id.ts'

/**
 * Converts a filter by global ids of one type to a filter by record ids. Throws BAD_USER_INPUT for an id of
 * another type.
 */
export function toIds(type: string, filter: IdFilter): IdFilter {
  return parseIds((id) => requireId(type, id), filter)
}

/**
 * Converts a filter by global ids to a filter by record ids; `read` parses each id, of whichever type it
 * accepts.
 */
export function parseIds(
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
