/** Summary of points of consecutive steps. */
export interface BucketSum {
  /** Index of the bucket; it covers 16^level steps from bucket × 16^level. */
  readonly bucket: number
  points: number
  notFinite: number
  /**
   * Minimum of the finite values; null if there is none. Its step is the first with that value; the same
   * holds for the maximum.
   */
  min: number | null
  minStep: number | null
  max: number | null
  maxStep: number | null
}

export const bucketFactor = 16
export const bucketLevels = [1, 2, 3, 4, 5, 6] as const

/** Sums points over 16 steps each, in no particular order. */
export function sumPoints(steps: readonly number[], values: readonly (number | null)[]): BucketSum[] {
  const sums = new Map<number, BucketSum>()
  let sum: BucketSum | undefined
  for (let i = 0; i < steps.length; i++) {
    const bucket = Math.floor(steps[i] / bucketFactor)
    if (sum?.bucket !== bucket) sum = find(sums, bucket)
    const value = values[i]
    sum.points++
    if (value === null) sum.notFinite++
    else include(sum, value, steps[i], value, steps[i])
  }
  return [...sums.values()]
}

/** Merges buckets, `factor` consecutive ones each; by default into those of the next level. */
export function sumBuckets(parts: readonly BucketSum[], factor: number = bucketFactor): BucketSum[] {
  const sums = new Map<number, BucketSum>()
  for (const part of parts) {
    const sum = find(sums, Math.floor(part.bucket / factor))
    sum.points += part.points
    sum.notFinite += part.notFinite
    include(sum, part.min, part.minStep, part.max, part.maxStep)
  }
  return [...sums.values()]
}

function find(sums: Map<number, BucketSum>, bucket: number): BucketSum {
  let sum = sums.get(bucket)
  if (sum === undefined) {
    sum = { bucket, points: 0, notFinite: 0, min: null, minStep: null, max: null, maxStep: null }
    sums.set(bucket, sum)
  }
  return sum
}

function include(
  sum: BucketSum,
  min: number | null,
  minStep: number | null,
  max: number | null,
  maxStep: number | null,
): void {
  if (min === null || max === null) return
  if (sum.min === null || min < sum.min || (min === sum.min && minStep! < sum.minStep!)) {
    sum.min = min
    sum.minStep = minStep
  }
  if (sum.max === null || max > sum.max || (max === sum.max && maxStep! < sum.maxStep!)) {
    sum.max = max
    sum.maxStep = maxStep
  }
}

interface BucketPlan {
  /** Level of the stored buckets to read, `from` to `to`. */
  readonly level: number
  readonly from: number
  readonly to: number
  /** Number of stored buckets that are merged into one. */
  readonly merge: number
  /** Steps of one merged bucket. */
  readonly size: number
}

/** Plans the finest buckets of which at most `limit` (2 or more) cover the steps `from` to `to`, both included. */
export function planBuckets({ from, to }: { from: number; to: number }, limit: number): BucketPlan {
  const wanted = Math.ceil((to - from + 1) / limit)
  const level = bucketLevels.findLast((each) => bucketFactor ** each <= wanted) ?? bucketLevels[0]
  const unit = bucketFactor ** level
  let merge = Math.max(1, Math.ceil(wanted / unit))
  // Buckets begin at multiples of their size, so one more may be needed than fit in.
  while (Math.floor(to / (merge * unit)) - Math.floor(from / (merge * unit)) + 1 > limit) merge++
  const size = merge * unit
  return {
    level,
    merge,
    size,
    from: Math.floor(from / size) * merge,
    to: Math.floor(to / size) * merge + merge - 1,
  }
}

/** Returns buckets from their columns, `merge` consecutive ones combined into one. */
export function mergeBuckets(columns: readonly (number | null)[][], merge: number): BucketSum[] {
  const [bucket, points, notFinite, min, minStep, max, maxStep] = columns
  const parts = bucket.map((_, i) => ({
    bucket: bucket[i]!,
    points: points[i]!,
    notFinite: notFinite[i]!,
    min: min[i],
    minStep: minStep[i],
    max: max[i],
    maxStep: maxStep[i],
  }))
  return merge === 1 ? parts : sumBuckets(parts, merge)
}
