import { sql, type Selectable } from 'kysely'
import type { Queries } from '../../platform/database/database.ts'
import type { JsonObject } from '../../platform/database/column-types.ts'
import type { Tables } from '../../platform/database/tables.ts'
import { notFound } from '../../platform/errors/lab-error.ts'
import { publish, type LabEvent } from '../../platform/events/events.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import type { Actor } from '../access/actor.ts'
import { requireRole } from '../access/authorize.ts'
import { recordAudit } from '../access/record-audit.ts'
import { endJobsWhere } from '../jobs/cancel-job.ts'

/** Tables whose records editors delete and restore one by one. */
type Deletable = {
  [T in keyof Tables]: Tables[T] extends { projectId: string; deletedAt: Date | null; updatedAt: unknown }
    ? T
    : never
}[keyof Tables]

type Row<T extends Deletable> = Selectable<Tables[T]>
type Command<T extends Deletable> = (lab: Lab, actor: Actor, id: string) => Promise<Row<T>>

interface DeleterOptions<T extends Deletable> {
  /** Word for a record in messages and in the audit trail. */
  readonly word: string
  /** Details for the audit trail. */
  readonly detail?: (row: Row<T>) => JsonObject
  /** Run or sweep that the event names beside the record. */
  readonly eventSubject?: (row: Row<T>) => LabEvent['subjectId']
}

/**
 * Returns the commands that delete a record of a table until it is restored or purged, cancelling its job, and that
 * restore it. Nothing else is deleted with it. They throw NOT_FOUND for a record that does not exist or that the actor
 * may not read, and FORBIDDEN for one that the actor may not edit.
 */
export function deleterOf<T extends Deletable>(
  table: T,
  options: DeleterOptions<T>,
): { readonly remove: Command<T>; readonly restore: Command<T> } {
  return {
    remove: (lab, actor, id) => setDeleted(lab, actor, table, id, true, options),
    restore: (lab, actor, id) => setDeleted(lab, actor, table, id, false, options),
  }
}

function setDeleted<T extends Deletable>(
  lab: Lab,
  actor: Actor,
  table: T,
  id: string,
  deleted: boolean,
  { word, detail, eventSubject }: DeleterOptions<T>,
): Promise<Row<T>> {
  return lab.db.transaction().execute(async (db) => {
    // Its job before the record itself, as those do who end a job.
    if (deleted) await endJobsWhere(db, lab, sql`subject_id = ${id}`)
    const found = await lockRecord(db, actor, table, word, id)
    if ((found.deletedAt !== null) === deleted) return found
    const changed = await db
      .updateTable(table as 'model')
      .set({ deletedAt: deleted ? sql<Date>`now()` : null, updatedAt: sql<Date>`now()` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const row = changed as unknown as Row<T>
    const { projectId } = changed
    const action = (deleted ? 'delete' : 'restore') + table[0].toUpperCase() + table.slice(1)
    await recordAudit(db, actor, { action, projectId, subject: `${word} ${id}`, detail: detail?.(row) })
    await publish(db, { kind: table, id, projectId, subjectId: eventSubject?.(row) })
    return row
  })
}

/**
 * Returns a record, deleted or not, locked to the end of the transaction. Throws if it does not exist or the actor may
 * not edit it.
 */
export async function lockRecord<T extends Deletable>(
  db: Queries,
  actor: Actor,
  table: T,
  word: string,
  id: string,
): Promise<Row<T> & { readonly deletedAt: Date | null }> {
  const from = db.selectFrom(table as 'model')
  const found = await from.selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw notFound(word, id)
  requireRole(actor, found.projectId, 'editor', word, id)
  // The table is that of T, whose columns differ from those of the one it stands for.
  return found as unknown as Row<T> & { readonly deletedAt: Date | null }
}
