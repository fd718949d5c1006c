import { bucketFactor, type BucketSum } from '../buckets.ts'
import type { MetricPoint } from '../metric-points.ts'

/** Plain model of the expected series of one run. */
export class SeriesModel {
  readonly points = new Map<string, Map<number, number | null>>()
  /** Known wall times of points, by series and step. */
  readonly times = new Map<string, Map<number, number>>()

  /** Adds missing points; returns their number. */
  add(batch: readonly MetricPoint[]): number {
    let added = 0
    for (const { name, step, value, time = null } of batch) {
      const series = this.points.get(name) ?? new Map<number, number | null>()
      this.points.set(name, series)
      if (series.has(step)) continue
      series.set(step, value !== null && Number.isFinite(value) ? value : null)
      if (time !== null) this.times.set(name, (this.times.get(name) ?? new Map()).set(step, time))
      added++
    }
    return added
  }

  /** Adds points, replacing existing ones. */
  replace(batch: readonly MetricPoint[]): void {
    const last = new Map(batch.map((point) => [`${point.step} ${point.name}`, point]))
    // A point with the same value stays as it is, with its time.
    const changed = [...last.values()].filter(({ name, step, value }) => {
      const before = this.points.get(name)?.get(step)
      return before === undefined || before !== (value !== null && Number.isFinite(value) ? value : null)
    })
    for (const { name, step } of changed) {
      this.points.get(name)?.delete(step)
      this.times.get(name)?.delete(step)
    }
    this.add(changed)
  }

  /** Removes the points from a step on, and returns them as a model. */
  cut(fromStep: number): SeriesModel {
    const branch = new SeriesModel()
    for (const [name, series] of this.points) {
      const taken = [...series].filter(([step]) => step >= fromStep)
      for (const [step] of taken) series.delete(step)
      if (taken.length > 0) branch.points.set(name, new Map(taken))
      const timed = [...(this.times.get(name) ?? [])].filter(([step]) => step >= fromStep)
      for (const [step] of timed) this.times.get(name)!.delete(step)
      branch.times.set(name, new Map(timed))
      if (series.size === 0) this.points.delete(name)
    }
    return branch
  }

  summary(name: string) {
    const all = this.sorted(name)
    const finite = all.filter((point): point is [number, number] => point[1] !== null)
    const values = finite.map(([, value]) => value)
    const times = [...(this.times.get(name)?.values() ?? [])]
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
      firstTime: times.length > 0 ? Math.min(...times) : null,
      lastTime: times.length > 0 ? Math.max(...times) : null,
      stepMetric: null,
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
