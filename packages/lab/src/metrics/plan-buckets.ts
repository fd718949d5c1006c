import { bucketFactor, bucketLevels } from './bucket-sums.ts'

export interface BucketPlan {
  /** Which of the kept buckets to read, from one to the last. */
  readonly level: number
  readonly from: number
  readonly to: number
  /** How many of them make one. */
  readonly merge: number
  /** Steps of one. */
  readonly size: number
}

/** The finest buckets of which at most `most` cover the steps from one to another, both included. `most` is 2 or more. */
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
