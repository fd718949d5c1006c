import { clearLine, cursorTo } from 'node:readline'

/** Progress of long work: one line that is redrawn on a terminal, an occasional plain line elsewhere. */
export interface Progress {
  /** Shows the finished share of the phase, 0 … 1. `secondsLeft` replaces the estimate from the time so far. */
  update(phase: string, fraction: number, secondsLeft?: number | null): void
  /** Removes the line, so that later output starts on a clean one. */
  clear(): void
}

const PLAIN_EVERY_MS = 10_000
const REDRAW_MS = 100

/** Shows progress on standard error, so that standard output holds only results. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let phase = ''
  let began = 0
  let drawn = -Infinity
  return {
    update(next, fraction, known) {
      const now = performance.now()
      if (next !== phase) {
        phase = next
        began = now
      }
      // In a log short phases would merely fill it.
      if (now - drawn < (stream.isTTY ? REDRAW_MS : PLAIN_EVERY_MS)) return
      drawn = now
      const elapsed = (now - began) / 1000
      const left =
        known !== undefined
          ? known
          : fraction > 0.02 && elapsed > 1
            ? (elapsed * (1 - fraction)) / fraction
            : null
      // Work that is not done takes some time.
      const told = left === null || left < 0.5 ? '' : `  ${formatDuration(left)} left`
      const line = `${phase}  ${Math.floor(100 * fraction)} %${told}`
      if (!stream.isTTY) {
        stream.write(`${line}\n`)
        return
      }
      cursorTo(stream, 0)
      stream.write(line.slice(0, (stream.columns ?? 80) - 1))
      clearLine(stream, 1)
    },
    clear() {
      if (!stream.isTTY || drawn === -Infinity) return
      cursorTo(stream, 0)
      clearLine(stream, 0)
    },
  }
}

/** Formats seconds: "42 s", "3 min 10 s", "1 h 20 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`
}
