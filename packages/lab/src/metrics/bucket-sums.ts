/** Points of consecutive steps, summed up. */
export interface BucketSum {
  /** The steps are those from bucket × 16^level, as many as 16^level. */
  readonly bucket: number
  points: number
  notFinite: number
  /** Of the finite values; null when there is none. The step is the first where it stands. */
  min: number | null
  minStep: number | null
  max: number | null
  maxStep: number | null
}

export const bucketFactor = 16
export const bucketLevels = [1, 2, 3, 4, 5, 6] as const

/** Sums of points over 16 steps each, in no particular order. */
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

/** Sums of so many consecutive buckets each: those of the next level when not said. */
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
