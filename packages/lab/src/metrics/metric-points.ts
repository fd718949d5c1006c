import { createHash } from 'node:crypto'
import type { OnConflict } from './on-conflict.ts'

/** One value of one series of a run. */
export interface MetricPoint {
  readonly name: string
  /** A whole number from 0, such as the epoch or the batch. */
  readonly step: number
  /** null: not finite. */
  readonly value: number | null
}

/** Points of one series as columns of one length; null stands for what is not finite. */
export interface PointColumns {
  readonly steps: readonly number[]
  readonly values: readonly (number | null)[]
}

/** Points by the name of their series, in the order in which they came. */
export type SeriesPoints = ReadonlyMap<string, PointColumns>

export function groupBySeries(points: Iterable<MetricPoint>): SeriesPoints {
  const series = new Map<string, { steps: number[]; values: (number | null)[] }>()
  for (const { name, step, value } of points) {
    let columns = series.get(name)
    if (columns === undefined) series.set(name, (columns = { steps: [], values: [] }))
    columns.steps.push(step)
    columns.values.push(value !== null && Number.isFinite(value) ? value : null)
  }
  return series
}

/** JSON of { name: [[steps], [values]] }: how a batch is kept, and what its hash is taken of. */
export function encodeSeries(series: SeriesPoints): string {
  const entries = [...series].map(
    ([name, { steps, values }]) =>
      `${JSON.stringify(name)}:[${JSON.stringify(steps)},${JSON.stringify(values)}]`,
  )
  return `{${entries.join(',')}}`
}

export function decodeSeries(json: string): SeriesPoints {
  const entries = Object.entries(JSON.parse(json) as Record<string, [number[], (number | null)[]]>)
  return new Map(entries.map(([name, [steps, values]]) => [name, { steps, values }]))
}

/** Hash of a batch: of its points, and of whether they take the place of others. */
export function hashContent(encoded: string, onConflict: OnConflict): string {
  const content = onConflict === 'replace' ? `replace ${encoded}` : encoded
  return createHash('sha256').update(content).digest('hex')
}
