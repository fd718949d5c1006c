import { memo } from 'react'
import type { Run } from './columns.ts'
import { RunCell } from './run-cell.tsx'
import { SelectRun } from '../selection/select-boxes.tsx'
import type { PlacedColumn } from './use-column-model.ts'
import type { Selection } from '../selection/use-selection.ts'

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
