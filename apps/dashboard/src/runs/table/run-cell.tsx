import { Link } from '../../ui/link.tsx'
import type { ReactNode } from 'react'
import { EditNote } from '../../ui/edit-note.tsx'
import { EditTags } from '../../ui/edit-tags.tsx'
import { formatInterval, formatNumber, formatPercent, formatSpread, formatTime } from '../../format/format.ts'
import { RunMark } from '../../ui/run-mark.tsx'
import { runStyle } from '../../figures/run-style.ts'
import { WorkStateMark } from '../../ui/work-state.tsx'
import { findScalar, findSeries, type Column, type Run } from './columns.ts'

interface RunCellProps {
  readonly run: Run
  readonly column: Column
  /** Told what was changed in place. */
  readonly onEdited: (change: Partial<Run> & Pick<Run, 'id'>) => void
}

/** Cell of a run in a column. */
export function RunCell({ run, column, onEdited }: RunCellProps): ReactNode {
  const { id } = run
  const readOnly = run.project?.viewerRole === 'VIEWER'
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
