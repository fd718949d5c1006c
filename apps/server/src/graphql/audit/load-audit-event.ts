import { findAuditEvents } from '@mitoscope/lab'
import type { Context } from '../context.ts'
import { loadOne } from '../loaders.ts'
import { AuditEvent } from './audit-event.type.ts'

/** Loads an entry of the audit trail by its record id, in a batch with others of the request. */
export async function loadAuditEvent(context: Context, id: string): Promise<AuditEvent | undefined> {
  const record = await loadOne(context, fetchEvents, id)
  return record && new AuditEvent(record)
}

function fetchEvents({ lab, actor }: Context, ids: readonly string[]) {
  return findAuditEvents(lab, actor, ids)
}
