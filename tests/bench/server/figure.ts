/** A line of the table. */
export interface Figure {
  readonly what: string
  /** Empty where nothing is aimed at. */
  readonly target: string
  readonly measured: string
  /** Undefined where nothing is aimed at. */
  readonly met?: boolean
  /** Conditions of the measurement. */
  readonly how?: string
}

/** Times in milliseconds, in words. */
export function describeTimes(times: readonly number[]): string {
  return `p50 ${milliseconds(quantile(times, 0.5))}, p95 ${milliseconds(quantile(times, 0.95))}`
}

/** Nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
}

export function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`
}

export function kilobytes(bytes: number): string {
  return `${(bytes / 1_000).toFixed(bytes < 10_000 ? 1 : 0)} kB`
}

/** Times some work; returns its result and the milliseconds it took. */
export async function time<T>(work: () => Promise<T>): Promise<[T, number]> {
  const from = performance.now()
  const result = await work()
  return [result, performance.now() - from]
}

export function say(what: string): void {
  process.stderr.write(`▸ ${what}\n`)
}
