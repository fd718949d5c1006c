import { formatNumber } from '../parts/format.ts'
import type { Analysis } from './analysis.ts'
import { judge, tolerance, type NumbersCompared } from './compare-numbers.ts'

type Provenance = NonNullable<Analysis['provenance']>

interface ReplayVerdictProps {
  readonly compared: NumbersCompared
  readonly before: Provenance
  readonly after: Provenance
}

/** Whether two computations of one point agree, in a sentence with the numbers. */
export function ReplayVerdict({ compared, before, after }: ReplayVerdictProps) {
  const { count, same, largest, unlike } = compared
  const limit = tolerance(before.resolution, after.resolution)
  const verdict = judge(compared, limit)
  const isSameQuestion = before.seed === after.seed && before.inputHash === after.inputHash
  return (
    <>
      <p>
        {verdict === 'same' && (
          <strong>
            ✓ The same to the last bit: all {formatNumber(count)} numbers, single draws included.
          </strong>
        )}
        {verdict === 'within' && (
          <strong>
            ≈ Within the tolerance of {limit.toExponential(1)}: {formatNumber(same)} of {formatNumber(count)}{' '}
            numbers are the same to the last bit.
          </strong>
        )}
        {verdict === 'beyond' && (
          <strong>
            {isSameQuestion ? '✕ Other numbers' : '≠ Other numbers, as another seed gives'}:{' '}
            {formatNumber(same)} of {formatNumber(count)} are the same to the last bit
            {unlike.length > 0 && `, and ${formatNumber(unlike.length)} places hold something else`}.
          </strong>
        )}
      </p>
      {largest && (
        <p>
          The largest difference is {largest.size.toExponential(1)}, relative to the larger number or to 1, at{' '}
          <code>{largest.path}</code>: {String(largest.before)} before, {String(largest.after)} now.
        </p>
      )}
      <p className="quiet">
        Before: {tell(before)}. Now: {tell(after)}. The tolerance is ten thousand times the larger resolution
        of both.
      </p>
    </>
  )
}

function tell({ backend, device, precision, seed }: Provenance): string {
  return `${backend} on ${device}, ${precision}, ${seed === null ? 'recorded draws' : `seed ${seed}`}`
}
