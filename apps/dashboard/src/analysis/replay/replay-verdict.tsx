import { formatNumber } from '../../format/format.ts'
import type { Analysis } from '../analysis.ts'
import { judge, type NumbersCompared } from './compare-numbers.ts'

type Provenance = NonNullable<Analysis['provenance']>

interface ReplayVerdictProps {
  readonly compared: NumbersCompared
  /** Largest difference that rounding may cause in any number but an error. */
  readonly limit: number
  readonly before: Provenance
  readonly after: Provenance
  /** Versions of the measure, then and now. */
  readonly versions: readonly [before: number, after: number]
}

/** Describes in a sentence whether two computations of one result agree. */
export function ReplayVerdict({ compared, limit, before, after, versions }: ReplayVerdictProps) {
  const { count, same, largest, unlike } = compared
  const verdict = judge(compared)
  return (
    <>
      <p role="status">
        {verdict === 'same' && (
          <strong>
            ✓ Identical to the last bit: all {formatNumber(count)} numbers, single draws included.
          </strong>
        )}
        {verdict === 'within' && (
          <strong>
            ≈ Within the tolerance: {formatNumber(same)} of {formatNumber(count)} numbers are the same to the
            last bit, the others differ by rounding.
          </strong>
        )}
        {verdict === 'beyond' && (
          <strong>
            {explain(before, after, versions)}: {formatNumber(same)} of {formatNumber(count)} are the same to
            the last bit
            {unlike.length > 0 && `, and ${formatNumber(unlike.length)} entries differ in kind`}.
          </strong>
        )}
      </p>
      {largest && (
        <p>
          Largest difference relative to its tolerance: <code>{largest.path}</code>: {String(largest.before)}{' '}
          before, {String(largest.after)} now: a difference of {largest.size.toExponential(1)} relative to the
          larger number or to 1; the tolerance is {largest.allowed.toExponential(1)}.
        </p>
      )}
      <p className="quiet">
        Before: {tell(before)}. Now: {tell(after)}. The tolerance is {limit.toExponential(1)}, ten thousand
        times the coarser resolution of the two; for a classification error it is one row, because a row may
        lie on the decision boundary.
      </p>
    </>
  )
}

/** Describes why numbers differ, if the reason is known. */
function explain(before: Provenance, after: Provenance, [then, now]: ReplayVerdictProps['versions']): string {
  if (then !== now) return `≠ Different numbers: version ${now} of the measure instead of ${then}`
  if (before.inputHash !== after.inputHash) return '≠ Different numbers: another input'
  if (before.seed !== after.seed) return '≠ Different numbers: another seed'
  if (before.backend !== after.backend || before.device !== after.device)
    return '✕ Different numbers: more than rounding by another backend or device explains'
  return '✕ Different numbers'
}

function tell({ backend, device, precision, seed }: Provenance): string {
  return `${backend} on ${device}, ${precision}, ${seed === null ? 'recorded draws' : `seed ${seed}`}`
}
