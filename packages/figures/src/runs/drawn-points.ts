import { isDefined } from '../defined.ts'
import type { RunLineInput, RunsInput } from '../input/runs-input.ts'

export interface DrawnPoint {
  readonly x: number
  readonly y: number
}

interface Interval {
  readonly x: number
  readonly low: number
  readonly high: number
}

/** The points of a line that are drawn. */
export interface DrawnLine {
  readonly line: RunLineInput
  readonly mean: readonly DrawnPoint[]
  readonly band: readonly Interval[]
  readonly members: readonly (DrawnPoint & { readonly member: number })[]
}

/**
 * Returns the drawn points of lines. A mean is drawn only where all the runs of its line have a value, because
 * elsewhere it would jump as runs come and go. Places at or below 0 are dropped on a logarithmic axis.
 */
export function drawnPoints({
  lines,
  logX,
  band: kind,
}: Pick<RunsInput, 'lines' | 'logX' | 'band'>): DrawnLine[] {
  return lines.map((line) => {
    const { x, mean, n, members = [] } = line
    const half = kind === '95 % interval' ? line.ci95 : line[kind]
    const most = (n ?? [1]).reduce((largest, count) => Math.max(largest, count), 0)
    const points: DrawnPoint[] = []
    const band: Interval[] = []
    const single: (DrawnPoint & { readonly member: number })[] = []
    for (let i = 0; i < x.length; i++) {
      if (logX && x[i] <= 0) continue
      const y = mean[i]
      if (isDefined(y) && (n?.[i] ?? 1) >= most) {
        points.push({ x: x[i], y })
        const own = half?.[i]
        const [low, high] = isDefined(own) ? [y - own, y + own] : [line.low?.[i], line.high?.[i]]
        if (isDefined(low) && isDefined(high)) band.push({ x: x[i], low, high })
      }
    }
    if (members.length > 1) {
      members.forEach(({ values }, member) => {
        for (let i = 0; i < x.length; i++) {
          const y = values[i]
          if (isDefined(y) && !(logX && x[i] <= 0)) single.push({ x: x[i], y, member })
        }
      })
    }
    return { line, mean: points, band, members: single }
  })
}
