import { sql } from 'kysely'
import type { Database, Queries } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'

/** Change of a record. The event only names the record; subscribers read its state again. */
export interface LabEvent {
  /** Table of the record, or what else changed. */
  readonly kind: keyof Tables | 'metrics' | 'access'
  /** Id of the changed record; for 'access', the user whose rights changed, or whose session or token ended. */
  readonly id: string
  /** Project of the record; empty for 'access', which has no project. */
  readonly projectId: string
  /** Batch that was written, for 'metrics' (whose id is the run); absent if points were replaced or cut off. */
  readonly batch?: number
  /** Run or sweep of a 'job' or 'analysis'. */
  readonly subjectId?: string
  /** Request to workers, for 'job': the job waits for a worker, or its worker must stop. */
  readonly wants?: 'worker' | 'end'
}

/** Changes of the lab, from any of its processes. */
export interface Events {
  /**
   * Calls back for every event, and `onGap` if some may have been missed. Returns a function that
   * unsubscribes.
   */
  subscribe(onEvent: (event: LabEvent) => void, onGap?: () => void): () => void
  close(): Promise<void>
}

const channel = 'mitoscope'

/** Publishes an event when the transaction commits; a rolled-back transaction publishes nothing. */
export async function publish(db: Queries, event: LabEvent): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(event)})`.execute(db)
}

/** Publishes many events at once. */
export async function publishAll(db: Queries, events: readonly LabEvent[]): Promise<void> {
  if (events.length === 0) return
  const payloads = events.map((event) => JSON.stringify(event))
  await sql`select pg_notify(${channel}, payload) from unnest(${payloads}::text[]) as payload`.execute(db)
}

/** Opens the one channel that all subscriptions of this process share. */
export async function openEvents(database: Database): Promise<Events> {
  const subscribers = new Set<{ onEvent: (event: LabEvent) => void; onGap?: () => void }>()
  const stop = await database.listen(
    channel,
    (payload) => {
      const event = JSON.parse(payload) as LabEvent
      for (const { onEvent } of subscribers) onEvent(event)
    },
    () => {
      for (const { onGap } of subscribers) onGap?.()
    },
  )
  return {
    subscribe(onEvent, onGap) {
      const subscriber = { onEvent, onGap }
      subscribers.add(subscriber)
      return () => void subscribers.delete(subscriber)
    },
    close: stop,
  }
}
