import type { LabEvent } from '@mitoscope/lab'
import type { Context } from '../graphql/context.ts'

export interface Changes {
  readonly events: readonly LabEvent[]
  /** True if some events may have been missed: read the current state again. */
  readonly gap: boolean
}

/** Number of pending events above which a slow subscriber reads the current state again instead. */
const mostWaiting = 1_000

/**
 * Returns the events from now on, for a subscription's generator: call it first, then read and yield the current
 * state, then loop over the events, so that none is lost in between. Events that arrive while a subscriber is busy
 * come together, each once. Ends when the subscriber has gone.
 *
 *     const changes = followEvents(context, (event) => event.kind === 'job' && event.id === id)
 *     yield await read()
 *     for await (const { events, gap } of changes) yield await read()
 */
export function followEvents(
  { lab, ended }: Pick<Context, 'lab' | 'ended'>,
  matches: (event: LabEvent) => boolean,
): AsyncIterable<Changes> {
  const waiting = new Map<string, LabEvent>()
  let gap = false
  let done = false
  let wake = () => {}
  const miss = () => {
    waiting.clear()
    gap = true
    wake()
  }
  const unsubscribe = lab.events.subscribe((event) => {
    if (!matches(event)) return
    waiting.set(JSON.stringify(event), event)
    if (waiting.size > mostWaiting) miss()
    wake()
  }, miss)
  const end = () => {
    done = true
    unsubscribe()
    wake()
  }
  if (ended?.aborted) end()
  ended?.addEventListener('abort', end, { once: true })
  return {
    async *[Symbol.asyncIterator]() {
      try {
        while (!done) {
          if (waiting.size === 0 && !gap) await new Promise<void>((resolve) => (wake = resolve))
          if (waiting.size === 0 && !gap) continue
          const changes = { events: [...waiting.values()], gap }
          waiting.clear()
          gap = false
          yield changes
        }
      } finally {
        ended?.removeEventListener('abort', end)
        end()
      }
    },
  }
}
