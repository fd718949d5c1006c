import type { SweepLiveFragment } from '@mitoscope/schema/documents'
import { Link } from '../ui/link.tsx'
import { formatNumber, formatPercent } from '../format/format.ts'
import { describeState } from '../ui/work-state.tsx'

export type Cell = SweepLiveFragment['progress']['cells'][number]

interface MatrixCellProps {
  readonly cell: Cell
  readonly disabled: boolean
  /** Id of the sentence that says why it is. */
  readonly why?: string
  readonly onRun: (cell: Cell) => void
}

/** Returns true if a cell has no result and no job computes one. */
export function isLacking({ state }: Pick<Cell, 'state'>): boolean {
  return !state || state === 'FAILED' || state === 'CANCELLED'
}

/** A run of the matrix: its state, the way to it, and, where it lacks a result, a button that runs it. */
export function MatrixCell({ cell, disabled, why, onRun }: MatrixCellProps) {
  const [sign, word] = describeState(cell.state)
  const content = (
    <>
      <span aria-hidden="true">{sign}</span>
      <span className="hidden">{word}</span>
      {cell.state === 'RUNNING' && ` ${formatPercent(cell.progress)}`}
    </>
  )
  const mark = cell.runId ? (
    <Link href={`/run?id=${cell.runId}`} className="state" data-state={cell.state} title={word}>
      {content}
    </Link>
  ) : (
    <span className="quiet" title={word}>
      {content}
    </span>
  )
  if (!isLacking(cell)) return mark
  const { width, seed, weightDecay } = cell
  const name = `Run width ${width}, seed ${seed} at weight decay ${formatNumber(weightDecay)}`
  return (
    <span className="sweep-cell">
      {mark}
      <button
        type="button"
        aria-label={name}
        aria-describedby={why}
        title={name}
        disabled={disabled}
        onClick={() => onRun(cell)}
      >
        ↻
      </button>
    </span>
  )
}
