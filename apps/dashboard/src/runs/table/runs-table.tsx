'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, type CSSProperties } from 'react'
import type { Column, Run } from './columns.ts'
import { ColumnHeading } from './column-heading.tsx'
import type { LoadedRuns } from '../list/loaded-runs.ts'
import { RunLine } from './run-line.tsx'
import './runs-table.css'
import { SelectMatching } from '../selection/select-boxes.tsx'
import type { AllMatching, Selection } from '../selection/use-selection.ts'
import { selectWidth, useColumnModel, type LayoutChange, type TableLayout } from './use-column-model.ts'

interface RunsTableProps {
  readonly loaded: LoadedRuns
  readonly columns: readonly Column[]
  readonly layout: TableLayout
  readonly onLayout: (change: LayoutChange) => void
  readonly selection: Selection
  readonly matching: AllMatching
  /** Asked for more runs as their lines come close. */
  readonly onMore: () => void
  /** Told which lines are on the screen, and a few around them. */
  readonly onRange: (from: number, to: number) => void
  readonly onEdited: (change: Partial<Run> & Pick<Run, 'id'>) => void
}

/** Pixels of a line, as runs-table.css has it: measuring each would lay the page out again and again. */
const lineHeight = 38
/** Lines beyond the screen that are there already. */
const beyond = 6

/** A line per run; of thousands only those on the screen are there. Heads order, move and size their columns. */
export function RunsTable(props: RunsTableProps) {
  const { loaded, columns, layout, onLayout, selection, matching, onMore, onRange, onEdited } = props
  const { runs, totalCount } = loaded
  const scroller = useRef<HTMLDivElement>(null)
  const { placed, resizing } = useColumnModel(columns, layout, (widths) => onLayout({ widths }))
  const lines = useVirtualizer({
    count: totalCount,
    getScrollElement: () => scroller.current,
    estimateSize: () => lineHeight,
    overscan: beyond,
    useFlushSync: false,
  })
  const items = lines.getVirtualItems()
  const from = items[0]?.index ?? 0
  const to = items.at(-1)?.index ?? 0
  useEffect(() => onRange(from, to), [from, to, onRange])
  const missing = runs.length < totalCount && to >= runs.length - 3 * beyond
  // Asked again after every page, until the lines on the screen are there.
  useEffect(() => {
    if (missing) onMore()
  }, [missing, onMore])

  const width = selectWidth + placed.reduce((sum, each) => sum + each.width, 0)
  const before = items[0]?.start ?? 0
  const after = lines.getTotalSize() - (items.at(-1)?.end ?? 0)
  return (
    <div ref={scroller} className="runs-scroll" tabIndex={0} role="region" aria-label="Runs">
      <table className="runs-table" style={{ width }} aria-rowcount={totalCount + 1}>
        <colgroup>
          <col style={{ width: selectWidth }} />
          {placed.map((each) => (
            <col key={each.column.id} style={{ width: each.width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <td className="runs-pinned" style={{ left: 0 }}>
              <SelectMatching selection={selection} matching={matching} />
            </td>
            {placed.map((each) => (
              <ColumnHeading
                key={each.column.id}
                placed={each}
                resizing={resizing(each.column.id)}
                layout={layout}
                onOrder={(order) => onLayout({ order })}
                onMoved={(ids) => onLayout({ columns: ids })}
                onWidth={(next) => onLayout({ widths: next })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <Gap height={before} />}
          {items.map(({ index, key }) => {
            const run = runs[index]
            return run ? (
              <RunLine
                key={run.id}
                index={index}
                run={run}
                placed={placed}
                selected={selection.has(run.id)}
                onSelect={selection.set}
                onEdited={onEdited}
              />
            ) : (
              <tr key={`line ${String(key)}`} aria-rowindex={index + 2} style={{ height: lineHeight }}>
                <td />
                <td colSpan={placed.length} className="quiet">
                  Loading…
                </td>
              </tr>
            )
          })}
          {after > 0 && <Gap height={after} />}
        </tbody>
      </table>
    </div>
  )
}

/** Stands for lines that are not on the screen. */
function Gap({ height }: { readonly height: number }) {
  const style: CSSProperties = { height, padding: 0, border: 'none' }
  return (
    <tr aria-hidden="true">
      <td style={style} />
    </tr>
  )
}
