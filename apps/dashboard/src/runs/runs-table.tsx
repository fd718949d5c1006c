import type { RunRowFragment } from '@mitoscope/schema/documents'
import { ScrollRegion } from '../parts/scroll-region.tsx'
import type { Column } from './columns.tsx'
import { SelectPage, SelectRun } from './select-boxes.tsx'
import type { Selection } from './use-selection.ts'

interface RunsTableProps {
  readonly runs: readonly RunRowFragment[]
  readonly columns: readonly Column[]
  /** Id of a column, with "-" before it for the largest first. */
  readonly order: string
  readonly onOrder: (order: string) => void
  readonly selection: Selection
}

/** A row per run; heads order it. */
export function RunsTable({ runs, columns, order, onOrder, selection }: RunsTableProps) {
  return (
    <ScrollRegion label="Runs">
      <table className="wide">
        <thead>
          <tr>
            <td>
              <SelectPage runs={runs} selection={selection} />
            </td>
            {columns.map((column) => (
              <Heading key={column.id} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td>
                <SelectRun run={run} selection={selection} />
              </td>
              {columns.map(({ id, numeric, cell }) => (
                <td key={id} className={numeric ? 'number' : undefined}>
                  {cell(run)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Heading({
  column,
  order,
  onOrder,
}: Pick<RunsTableProps, 'order' | 'onOrder'> & { readonly column: Column }) {
  const { id, label, numeric } = column
  const direction = order === id ? 'ascending' : order === `-${id}` ? 'descending' : undefined
  return (
    <th scope="col" className={numeric ? 'number' : undefined} aria-sort={direction ?? 'none'}>
      {column.order ? (
        <button type="button" onClick={() => onOrder(direction === 'ascending' ? `-${id}` : id)}>
          {label}
          <span aria-hidden="true">{direction ? (direction === 'ascending' ? ' ↑' : ' ↓') : ''}</span>
        </button>
      ) : (
        label
      )}
    </th>
  )
}
