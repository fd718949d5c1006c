import type { Selectable } from 'kysely'
import type { Tables } from '../../platform/database/tables.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Actor } from '../access/actor.ts'
import { mayRead } from '../access/authorize.ts'

/** Tables whose rows belong to a project. */
type OfProject = {
  [T in keyof Tables]: Tables[T] extends { id: unknown; projectId: string } ? T : never
}[keyof Tables]

/**
 * Returns a function that finds records of a project's table by id, if the actor may read them, in one statement.
 * Includes deleted ones, which can be restored.
 */
export function finderOf<T extends OfProject>(table: T) {
  return async (
    lab: Lab,
    actor: Actor,
    ids: readonly string[],
  ): Promise<Map<string, Selectable<Tables[T]>>> => {
    if (ids.length === 0) return new Map()
    const from = lab.db.selectFrom(table as 'model')
    const rows = await from.selectAll().where('id', 'in', ids).execute()
    const readable = rows.filter(({ projectId }) => mayRead(actor, projectId))
    // The table is that of T, whose columns differ from those of the one it stands for.
    return new Map(readable.map((row) => [row.id, row as unknown as Selectable<Tables[T]>]))
  }
}
