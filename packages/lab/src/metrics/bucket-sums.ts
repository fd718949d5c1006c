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
