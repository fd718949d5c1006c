import { bucketFactor, bucketLevels } from './bucket-sums.ts'

export interface BucketPlan {
  /** Level of the stored buckets to read, `from` to `to`. */
  readonly level: number
  readonly from: number
  readonly to: number
  /** Number of stored buckets that are merged into one. */
  readonly merge: number
  /** Steps of one merged bucket. */
  readonly size: number
}

/** Plans the finest buckets of which at most `most` (2 or more) cover the steps `from` to `to`, both included. */
export function planBuckets({ from, to }: { from: number; to: number }, most: number): BucketPlan {
  const wanted = Math.ceil((to - from + 1) / most)
  const level = bucketLevels.findLast((each) => bucketFactor ** each <= wanted) ?? bucketLevels[0]
  const unit = bucketFactor ** level
  let merge = Math.max(1, Math.ceil(wanted / unit))
  // Buckets begin at multiples of their size, so one more may be needed than fit in.
  while (Math.floor(to / (merge * unit)) - Math.floor(from / (merge * unit)) + 1 > most) merge++
  const size = merge * unit
  return {
    level,
    merge,
    size,
    from: Math.floor(from / size) * merge,
    to: Math.floor(to / size) * merge + merge - 1,
  }
}
