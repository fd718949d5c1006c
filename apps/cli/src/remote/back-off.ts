/**
 * Returns the milliseconds to wait after `failures` failed attempts: about half a second, doubled each time up to
 * `maxPauseMs`. A random part of up to a half keeps clients that failed together from retrying together.
 */
export function backOff(failures: number, maxPauseMs = 30_000): number {
  const whole = Math.min(maxPauseMs, 500 * 2 ** Math.min(failures, 30))
  return whole * (0.5 + Math.random() / 2)
}

/** Returns all pauses of backOff that fit into `totalMs`. */
export function pausesWithin(totalMs: number): number[] {
  const pauses: number[] = []
  for (let sum = 0; ;) {
    const pause = backOff(pauses.length)
    sum += pause
    if (sum > totalMs) return pauses
    pauses.push(pause)
  }
}
