import { sql } from 'kysely'
import type { Database, Queries } from '../database/database.ts'

/** Something changed. Subscribers read the thing itself again; the event only says which. */
export interface LabEvent {
  readonly kind:
    'project' | 'model' | 'run' | 'sweep' | 'job' | 'analysis' | 'pairComparison' | 'metrics' | 'access'
  /** With 'access': the user whose rights changed, or one of whose sessions or tokens ended. */
  readonly id: string
  /** Of 'access': empty, for it is of no project. */
  readonly projectId: string
  /** With 'metrics' (id is the run): the batch that was written; none where points were replaced or cut off. */
  readonly batch?: number
  /** Of 'job' and 'analysis': the run or sweep it belongs to. */
  readonly subjectId?: string
  /** Of 'job', for workers: it waits for one, or the one that has it is to stop. */
  readonly wants?: 'worker' | 'end'
}

/** Changes of the lab, from whichever process made them. */
export interface Events {
  /** Calls back for every event; `onGap` when some may have been missed. Returns the end of the subscription. */
  subscribe(onEvent: (event: LabEvent) => void, onGap?: () => void): () => void
  close(): Promise<void>
}

const channel = 'mitoscope'

/** Tells everyone once the transaction is committed, and nobody when it is not. */
export async function publish(db: Queries, event: LabEvent): Promise<void> {
  await sql`select pg_notify(${channel}, ${JSON.stringify(event)})`.execute(db)
}

/** As publish, for many at once. */
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
