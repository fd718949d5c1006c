import { clearLine, cursorTo } from 'node:readline'

/** Shows how far long work is: on a terminal one line that is redrawn, elsewhere a plain line now and then. */
export interface Progress {
  /** `fraction` of the phase, 0 … 1; `secondsLeft` where the caller knows better than the time so far tells. */
  update(phase: string, fraction: number, secondsLeft?: number | null): void
  /** Removes the line; later output starts on a clean one. */
  clear(): void
}

const PLAIN_EVERY_MS = 10_000
const REDRAW_MS = 100

/** Progress on standard error, so that standard output holds results only. */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  let phase = ''
  let began = 0
  let drawn = -Infinity
  return {
    update(next, fraction, known) {
      const now = performance.now()
      const fresh = next !== phase
      if (fresh) {
        phase = next
        began = now
      }
      const due = now - drawn >= (stream.isTTY ? REDRAW_MS : PLAIN_EVERY_MS)
      // In a log a phase is announced when it begins; short ones that are soon over would only fill it.
      if (!due && !(fresh && !stream.isTTY && fraction <= 0.2)) return
      drawn = now
      const elapsed = (now - began) / 1000
      const left =
        known !== undefined
          ? known
          : fraction > 0.02 && elapsed > 1
            ? (elapsed * (1 - fraction)) / fraction
            : null
      const line = `${phase}  ${Math.floor(100 * fraction)} %${left === null ? '' : `  ${formatDuration(left)} left`}`
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

/** Seconds in words: "42 s", "3 min 10 s", "1 h 20 min". */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.round((whole % 3600) / 60)} min`
}
