import type { LabEvent } from '@mitoscope/lab'
import type { Context } from '../graphql/context.ts'
import { followEvents } from './follow-events.ts'

/**
 * Yields a record as it is, then as it is after each of its events. Ends with one null once there is no record to
 * read: further messages would tell somebody who may not read it that it exists and when it changes.
 */
export async function* followRecord<Value>(
  context: Pick<Context, 'lab' | 'ended'>,
  matches: (event: LabEvent) => boolean,
  read: () => Promise<Value | null>,
): AsyncGenerator<Value | null> {
  const changes = followEvents(context, matches)
  const first = await read()
  yield first
  if (first === null) return
  for await (const _change of changes) {
    const now = await read()
    yield now
    if (now === null) return
  }
}
