import { sumBuckets, type BucketSum } from './bucket-sums.ts'

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
