import { memo, type ReactNode } from 'react'
import { findScalar, findSeries, type Run, type Column } from './columns.ts'
import { SelectRun } from '../selection/select-boxes.tsx'
import type { PlacedColumn } from './use-column-model.ts'
import type { Selection } from '../selection/use-selection.ts'
import { Link } from '../../ui/link.tsx'
import { EditNote, EditTags } from '../../ui/edit-run.tsx'
import { formatInterval, formatNumber, formatPercent, formatSpread, formatTime } from '../../format/format.ts'
import { RunMark } from '../../ui/run-mark.tsx'
import { runStyle } from '../../figures/run-style.ts'
import { WorkStateMark } from '../../ui/work-state.tsx'

interface RunLineProps {
  /** Index of the run among all, from 0. */
  readonly index: number
  readonly run: Run
  readonly placed: readonly PlacedColumn[]
  readonly selected: boolean
  readonly onSelect: Selection['set']
  readonly onEdited: (change: Partial<Run> & Pick<Run, 'id'>) => void
}

/** A run in the table; it is drawn anew only when something of it changes. */
export const RunLine = memo(function RunLine(props: RunLineProps) {
  const { index, run, placed, selected, onSelect, onEdited } = props
  return (
    <tr aria-rowindex={index + 2} className={selected ? 'runs-chosen' : undefined}>
      <td className="runs-pinned" style={{ left: 0 }}>
        <SelectRun run={run} selected={selected} onSelect={onSelect} />
      </td>
      {placed.map(({ column, left }) => (
        <td
          key={column.id}
          className={`${column.numeric ? 'number' : ''}${left === undefined ? '' : ' runs-pinned'}`}
          style={left === undefined ? undefined : { left }}
        >
          <RunCell run={run} column={column} onEdited={onEdited} />
        </td>
      ))}
    </tr>
  )
})

interface RunCellProps {
  readonly run: Run
  readonly column: Column
  /** Told what was changed in place. */
  readonly onEdited: (change: Partial<Run> & Pick<Run, 'id'>) => void
}

/** Cell of a run in a column. */
function RunCell({ run, column, onEdited }: RunCellProps): ReactNode {
  const { id } = run
  const readOnly = run.project.viewerRole === 'VIEWER'
  switch (column.id) {
    case 'name':
      return (
        <>
          <RunMark style={runStyle(id)} /> <Link href={`/run?id=${id}`}>{run.name}</Link>
        </>
      )
    case 'state':
      return (
        <>
          <WorkStateMark state={run.state} />
          {run.state === 'RUNNING' && run.job && (
            <span className="quiet"> {formatPercent(run.job.progress)}</span>
          )}
        </>
      )
    case 'sweep':
      return run.sweep ? <Link href={`/sweep?id=${run.sweep.id}`}>{run.sweep.name}</Link> : '–'
    case 'tags':
      return <EditTags run={run} readOnly={readOnly} onSaved={(tags) => onEdited({ id, tags: [...tags] })} />
    case 'notes':
      return <EditNote run={run} readOnly={readOnly} onSaved={(notes) => onEdited({ id, notes })} />
    case 'seed':
      // A seed is a name rather than an amount.
      return run.seed ?? '–'
    case 'createdAt':
    case 'finishedAt':
      return formatTime(run[column.id])
  }
  if (column.scalar) return <ScalarValue run={run} scalar={column.scalar} />
  const value = column.value(run)
  const series = column.metric?.value === 'LAST' && findSeries(run, column.metric.name)
  if (series && series.endedNotFinite) return <NotFinite lastFiniteStep={series.lastFiniteStep} />
  return typeof value === 'string' ? value : formatNumber(value)
}

/** Note in place of a number that the metric ended not finite, and since when. */
function NotFinite({ lastFiniteStep }: { readonly lastFiniteStep?: number | null }) {
  const since =
    lastFiniteStep == null ? 'never finite' : `not finite after step ${formatNumber(lastFiniteStep)}`
  return (
    <span className="diverged" title={`Diverged: ${since}. Means exclude the run.`}>
      diverged
    </span>
  )
}

interface ScalarValueProps {
  readonly run: Run
  readonly scalar: NonNullable<Column['scalar']>
}

/** A number of an analysis, with half its 95 % interval. */
function ScalarValue({ run, scalar }: ScalarValueProps) {
  const found = findScalar(run, scalar)
  if (found?.value == null) return '–'
  const { value, low, high } = found
  if (low == null || high == null) return formatNumber(value)
  return (
    <span title={`with 95 % interval: ${formatInterval(value, low, high)}`}>
      {formatSpread(value, (high - low) / 2)}
    </span>
  )
}
