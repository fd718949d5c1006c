import { findRepresentations } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { Representation } from './representation.type.ts'

/** Loads a representation by its record id, in a batch with others of the request. */
export async function loadRepresentation(context: Context, id: string): Promise<Representation | undefined> {
  const record = await loadOne(context, fetchRepresentations, id)
  return record && new Representation(record)
}

function fetchRepresentations({ lab, actor }: Context, ids: readonly string[]) {
  return findRepresentations(lab, actor, ids)
}
