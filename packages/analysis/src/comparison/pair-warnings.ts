import { warn } from '../computations/context.ts'
import type { Warning } from '../representation/representation.ts'
import type { PairGrams } from './pair.ts'

/** Returns the traces of both Gram matrices: the total variances times the number of rows. */
export function traces({ widths, own }: PairGrams): [number, number] {
  const trace = (side: 0 | 1) => {
    let sum = 0
    for (let j = 0; j < widths[side]; j++) sum += own[side][j * (widths[side] + 1)]
    return sum
  }
  return [trace(0), trace(1)]
}

export const noVariance: Warning = warn(
  'NO_VARIANCE',
  'One of the representations is the same for every input: the comparison is not defined.',
)

/**
 * Returns a warning if there are at most as many rows as neurons: any two representations are then linear maps of each
 * other.
 */
export function fewRowsWarning({ rows, widths }: PairGrams): Warning[] {
  if (rows > widths[0] + widths[1]) return []
  const message =
    `${rows} rows for ${widths[0]} and ${widths[1]} neurons: correlations of the best directions are high whatever the ` +
    'representations are. Bring more rows, or read measures that do not fit directions.'
  return [warn('FEWER_ROWS_THAN_NEURONS', message)]
}
