/**
 * Milliseconds to wait before the next attempt after `failures` failed ones: from about half a second, doubled each time
 * up to `longestMs`. A random part of up to a half keeps clients that failed together from coming back together.
 */
export function backOff(failures: number, longestMs = 30_000): number {
  const whole = Math.min(longestMs, 500 * 2 ** Math.min(failures, 30))
  return whole * (0.5 + Math.random() / 2)
}

/** Pauses of backOff for a client that wants them all at once: as many as fit into `totalMs`. */
export function pausesWithin(totalMs: number): number[] {
  const pauses: number[] = []
  for (let sum = 0; ;) {
    const pause = backOff(pauses.length)
    sum += pause
    if (sum > totalMs) return pauses
    pauses.push(pause)
  }
}
