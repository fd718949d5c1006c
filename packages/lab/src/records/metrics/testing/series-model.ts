import { bucketFactor, type BucketSum } from '../buckets.ts'
import type { MetricPoint } from '../metric-points.ts'

/** Plain model of the expected series of one run. */
export class SeriesModel {
  readonly points = new Map<string, Map<number, number | null>>()

  /** Adds missing points; returns their number. */
  add(batch: readonly MetricPoint[]): number {
    let added = 0
    for (const { name, step, value } of batch) {
      const series = this.points.get(name) ?? new Map<number, number | null>()
      this.points.set(name, series)
      if (series.has(step)) continue
      series.set(step, value !== null && Number.isFinite(value) ? value : null)
      added++
    }
    return added
  }

  /** Adds points, replacing existing ones. */
  replace(batch: readonly MetricPoint[]): void {
    for (const { name, step } of batch) this.points.get(name)?.delete(step)
    this.add(batch.toReversed())
  }

  /** Removes the points from a step on, and returns them as a model. */
  cut(fromStep: number): SeriesModel {
    const branch = new SeriesModel()
    for (const [name, series] of this.points) {
      const taken = [...series].filter(([step]) => step >= fromStep)
      for (const [step] of taken) series.delete(step)
      if (taken.length > 0) branch.points.set(name, new Map(taken))
      if (series.size === 0) this.points.delete(name)
    }
    return branch
  }

  summary(name: string) {
    const all = this.sorted(name)
    const finite = all.filter((point): point is [number, number] => point[1] !== null)
    const values = finite.map(([, value]) => value)
    return {
      name,
      points: all.length,
      notFinite: all.length - finite.length,
      firstStep: all[0]?.[0] ?? null,
      lastStep: all.at(-1)?.[0] ?? null,
      lastFiniteStep: finite.at(-1)?.[0] ?? null,
      last: finite.at(-1)?.[1] ?? null,
      min: values.length > 0 ? Math.min(...values) : null,
      max: values.length > 0 ? Math.max(...values) : null,
    }
  }

  sorted(name: string): [number, number | null][] {
    return [...(this.points.get(name) ?? [])].sort(([a], [b]) => a - b)
  }

  buckets(name: string, level: number): BucketSum[] {
    const size = bucketFactor ** level
    const groups = new Map<number, [number, number | null][]>()
    for (const point of this.sorted(name)) {
      const bucket = Math.floor(point[0] / size)
      groups.set(bucket, [...(groups.get(bucket) ?? []), point])
    }
    return [...groups].map(([bucket, points]) => {
      const finite = points.filter((point): point is [number, number] => point[1] !== null)
      const min = finite.length > 0 ? Math.min(...finite.map(([, value]) => value)) : null
      const max = finite.length > 0 ? Math.max(...finite.map(([, value]) => value)) : null
      return {
        bucket,
        points: points.length,
        notFinite: points.length - finite.length,
        min,
        minStep: finite.find(([, value]) => value === min)?.[0] ?? null,
        max,
        maxStep: finite.find(([, value]) => value === max)?.[0] ?? null,
      }
    })
  }
}
