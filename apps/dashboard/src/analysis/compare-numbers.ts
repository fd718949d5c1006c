/** Where two results differ most. */
interface Difference {
  /** As "curves.0.mean.3". */
  readonly path: string
  readonly before: number | null
  readonly after: number | null
  /** Relative to the larger of the two, or to 1 where both are smaller. */
  readonly size: number
}

export interface NumbersCompared {
  /** Numbers that both have. */
  readonly count: number
  /** How many of them are the same to the last bit. */
  readonly same: number
  readonly largest?: Difference
  /** Places that only one of them has, or that hold something other than a number in one. */
  readonly unlike: readonly string[]
}

/** Holds every number of one result against the number at the same place of another. */
export function compareNumbers(before: unknown, after: unknown): NumbersCompared {
  let count = 0
  let same = 0
  let largest: Difference | undefined
  const unlike: string[] = []
  const visit = (a: unknown, b: unknown, path: string): void => {
    if (isNumber(a) && isNumber(b)) {
      count++
      if (Object.is(a, b)) {
        same++
        return
      }
      const size =
        a === null || b === null ? Infinity : Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))
      if (!largest || size > largest.size) largest = { path, before: a, after: b, size }
      return
    }
    if (isBranch(a) && isBranch(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        visit(a[key], b[key], path === '' ? key : `${path}.${key}`)
      return
    }
    if (a !== b) unlike.push(path)
  }
  visit(before, after, '')
  return { count, same, largest, unlike }
}

type Agreement = 'same' | 'within' | 'beyond'

/** What a comparison says: the same to the last bit, within the tolerance, or beyond it. */
export function judge({ count, same, largest, unlike }: NumbersCompared, tolerance: number): Agreement {
  if (unlike.length > 0) return 'beyond'
  if (same === count) return 'same'
  return largest && largest.size <= tolerance ? 'within' : 'beyond'
}

/**
 * How far two computations of one point may be apart: rounding of either, grown by what a regression of thousands of
 * rows makes of it.
 */
export function tolerance(...resolutions: readonly number[]): number {
  return 1e4 * Math.max(...resolutions, Number.EPSILON)
}

function isNumber(value: unknown): value is number | null {
  return typeof value === 'number' || value === null
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
