/** Place where two results differ most, relative to the difference that is allowed there. */
interface Difference {
  /** Path of the place, as "curves.0.mean.3". */
  readonly path: string
  readonly before: number | null
  readonly after: number | null
  /** Relative to the larger of the two, or to 1 where both are smaller. */
  readonly size: number
  /** The largest size that counts as agreement there. */
  readonly allowed: number
}

export interface NumbersCompared {
  /** Numbers that both have. */
  readonly count: number
  /** Number of those that are the same to the last bit. */
  readonly same: number
  readonly largest?: Difference
  /** Places that only one of them has, or that hold something other than a number in one. */
  readonly unlike: readonly string[]
}

/**
 * Holds every number of one result against the number at the same place of another. `allow` says by how much numbers of
 * a name may differ, as "testError"; none by default.
 */
export function compareNumbers(
  before: unknown,
  after: unknown,
  allow: (name: string) => number = () => 0,
): NumbersCompared {
  let count = 0
  let same = 0
  let largest: Difference | undefined
  const unlike: string[] = []
  const visit = (a: unknown, b: unknown, path: string, name: string): void => {
    if (isNumber(a) && isNumber(b)) {
      count++
      if (Object.is(a, b)) {
        same++
        return
      }
      const size =
        a === null || b === null ? Infinity : Math.abs(a - b) / Math.max(1, Math.abs(a), Math.abs(b))
      const difference = { path, before: a, after: b, size, allowed: allow(name) }
      if (!largest || excess(difference) > excess(largest)) largest = difference
      return
    }
    if (isBranch(a) && isBranch(b)) {
      const own = typeof a.id === 'string' ? a.id : undefined
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)]))
        visit(a[key], b[key], path === '' ? key : `${path}.${key}`, own ?? (/^\d+$/.test(key) ? name : key))
      return
    }
    if (a !== b) unlike.push(path)
  }
  visit(before, after, '', '')
  return { count, same, largest, unlike }
}

type Agreement = 'same' | 'within' | 'beyond'

/** Returns the verdict of a comparison: the same to the last bit, within what is allowed, or beyond it. */
export function judge({ count, same, largest, unlike }: NumbersCompared): Agreement {
  if (unlike.length > 0) return 'beyond'
  if (same === count) return 'same'
  return largest && largest.size <= largest.allowed ? 'within' : 'beyond'
}

/**
 * Returns the difference allowed between two computations of one point: rounding of either, amplified by a
 * regression of thousands of rows.
 */
export function tolerance(...resolutions: readonly number[]): number {
  return 1e4 * Math.max(...resolutions, Number.EPSILON)
}

interface Rows {
  readonly testRows: number
  readonly trainRows: number | null
}

/**
 * Returns a function that tells the allowed difference by name: `limit`, but an error counts rows, so that
 * one row that lies on the edge changes it by 1 / rows.
 */
export function allowance(rows: Rows | null, limit: number): (name: string) => number {
  return (name) => {
    if (!rows || !name.endsWith('Error')) return limit
    const count = /train/i.test(name) ? rows.trainRows : rows.testRows
    return count ? Math.max(limit, (1 + 1e-9) / count) : limit
  }
}

function excess({ size, allowed }: Difference): number {
  // The smallest there is keeps apart what may not differ at all.
  return size / Math.max(allowed, Number.MIN_VALUE)
}

function isNumber(value: unknown): value is number | null {
  return typeof value === 'number' || value === null
}

function isBranch(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
