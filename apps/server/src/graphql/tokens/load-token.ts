import { findTokens } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { ApiToken } from './token.type.ts'

/** Loads one of the caller's own tokens by its record id, in a batch with others of the request. */
export async function loadToken(context: Context, id: string): Promise<ApiToken | undefined> {
  const record = await loadOne(context, fetchTokens, id)
  return record && new ApiToken(record)
}

function fetchTokens({ lab, actor }: Context, ids: readonly string[]) {
  return findTokens(lab, actor, ids)
}
