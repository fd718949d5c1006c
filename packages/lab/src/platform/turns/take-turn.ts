import { nextTick } from 'node:process'
import { setImmediate } from 'node:timers/promises'

/** Milliseconds of work between two rounds of the event loop. */
const roundMs = 8

const waiting: (() => void)[] = []
let draining = false

/**
 * Resolves when the caller may continue long work: one caller after the other, with a round of the event loop
 * whenever the previous ones took a few milliseconds. Work in parts of a few milliseconds, with a turn before
 * each, never blocks other requests, however many run at once.
 */
export function takeTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (!draining) void drain()
  })
}

async function drain(): Promise<void> {
  draining = true
  await setImmediate()
  let from = performance.now()
  // Turns that are asked for meanwhile come at the end of the same list.
  for (let i = 0; i < waiting.length; i++) {
    waiting[i]()
    // Runs once everything is done that the turn began and that waits for nothing else.
    await new Promise<void>((resolve) => nextTick(resolve))
    if (performance.now() - from < roundMs) continue
    if (i > 1_000) i -= waiting.splice(0, i).length
    await setImmediate()
    from = performance.now()
  }
  waiting.length = 0
  draining = false
}
