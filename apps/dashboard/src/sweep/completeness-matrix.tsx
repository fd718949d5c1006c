'use client'
import { CompleteSweepDocument, type SweepLiveFragment } from '@mitoscope/schema/documents'
import { useId } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import { formatNumber, formatPercent } from '../format/format.ts'
import { ScrollRegion } from '../ui/scroll-region.tsx'
import { viewersOnlyLook } from './sweep-actions.tsx'
import './sweep.css'
import { Link } from '../ui/link.tsx'
import { describeState } from '../ui/work-state.tsx'

interface CompletenessMatrixProps {
  readonly id: string
  readonly cells: readonly Cell[]
  readonly mayRun: boolean
  /** A deleted sweep is restored before anything of it runs. */
  readonly isDeleted: boolean
}

/** Width × seed for each weight decay: what is done, at work, failed or missing, and what lacks a result run again. */
export function CompletenessMatrix({ id, cells, mayRun, isDeleted }: CompletenessMatrixProps) {
  const [{ fetching, error }, run] = useMutation(CompleteSweepDocument)
  const why = useId()
  const lacking = cells.filter(isLacking).length
  const decays = distinct(cells.map(({ weightDecay }) => weightDecay)).reverse()
  const reason = isDeleted ? 'The sweep is deleted. Restore it first.' : mayRun ? undefined : viewersOnlyLook
  const disabled = fetching || reason !== undefined
  const runOne = ({ width, seed, weightDecay }: Cell) =>
    void run({ id, cells: [{ width, seed, weightDecay }] })
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">Runs</h2>
      {decays.map((decay) => (
        <DecayMatrix
          key={decay}
          decay={decay}
          cells={cells.filter(({ weightDecay }) => weightDecay === decay)}
          disabled={disabled}
          why={reason && why}
          onRun={runOne}
        />
      ))}
      {lacking > 0 && (
        <p className="actions">
          <button
            type="button"
            disabled={disabled}
            aria-describedby={reason && why}
            onClick={() => void run({ id })}
          >
            {lacking === 1 ? 'Run the missing one' : `Run the ${lacking} missing ones`}
          </button>
          <span className="quiet" id={why}>
            {reason ?? '↻ starts a single run.'}
          </span>
          <span className="quiet" role="status">
            {fetching && 'Requesting…'}
          </span>
        </p>
      )}
      {error && !fetching && <Problem error={error} />}
    </section>
  )
}

interface DecayMatrixProps {
  readonly decay: number
  readonly cells: readonly Cell[]
  readonly disabled: boolean
  readonly why?: string
  readonly onRun: (cell: Cell) => void
}

function DecayMatrix({ decay, cells, disabled, why, onRun }: DecayMatrixProps) {
  const widths = distinct(cells.map(({ width }) => width))
  const seeds = distinct(cells.map(({ seed }) => seed))
  const at = new Map(cells.map((cell) => [`${cell.width} ${cell.seed}`, cell]))
  return (
    <ScrollRegion label={`Runs at weight decay ${decay}`}>
      <table className="matrix">
        <caption>Weight decay {formatNumber(decay)}, by width and seed</caption>
        <thead>
          <tr>
            <th scope="col">seed</th>
            {widths.map((width) => (
              <th scope="col" key={width}>
                {width}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seeds.map((seed) => (
            <tr key={seed}>
              <th scope="row">{seed}</th>
              {widths.map((width) => {
                const cell = at.get(`${width} ${seed}`)
                return (
                  <td key={width}>
                    {cell && <MatrixCell cell={cell} disabled={disabled} why={why} onRun={onRun} />}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function distinct(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b)
}

type Cell = SweepLiveFragment['progress']['cells'][number]

interface MatrixCellProps {
  readonly cell: Cell
  readonly disabled: boolean
  /** Id of the sentence that says why it is. */
  readonly why?: string
  readonly onRun: (cell: Cell) => void
}

/** Returns true if a cell has no result and no job computes one. */
function isLacking({ state }: Pick<Cell, 'state'>): boolean {
  return !state || state === 'FAILED' || state === 'CANCELLED'
}

/** A run of the matrix: its state, the way to it, and, where it lacks a result, a button that runs it. */
function MatrixCell({ cell, disabled, why, onRun }: MatrixCellProps) {
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
