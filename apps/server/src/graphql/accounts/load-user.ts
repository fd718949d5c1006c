import { findUsers } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { User } from './user.type.ts'

/** Loads a user by the record id, in a batch with others of the request. */
export async function loadUser(context: Context, id: string): Promise<User | undefined> {
  const record = await loadOne(context, fetchUsers, id)
  return record && new User(record)
}

function fetchUsers({ lab, actor }: Context, ids: readonly string[]) {
  return findUsers(lab, actor, ids)
}
