'use client'
import { RunsPageDocument, type RunFilter } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useState } from 'react'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { useRefresh } from '../parts/use-refresh.ts'
import { findColumn } from './columns.tsx'
import { RestoreOffer } from './restore-offer.tsx'
import { RunsTable } from './runs-table.tsx'
import { SelectionBar } from './selection-bar.tsx'
import type { Selection } from './use-selection.ts'
import { viewParsers } from './view.ts'

const pageSize = 50

interface RunListProps {
  readonly filter: RunFilter | undefined
  readonly selection: Selection
}

/** Runs one by one, by pages, and what can be done with the chosen ones. */
export function RunList({ filter, selection }: RunListProps) {
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const [deleted, setDeleted] = useState<readonly string[]>([])
  const { order, after } = view
  const columns = view.columns.flatMap((id) => findColumn(id) ?? [])
  const orderColumn = findColumn(order.replace(/^-/, ''))
  const [state, ask] = useQuery({
    query: RunsPageDocument,
    variables: {
      first: pageSize,
      after,
      filter,
      metrics: ['trainLoss', 'trainError', 'testLoss', 'testError'],
      withMetrics: true,
      withExtremes: false,
      measures: ['critical-width'],
      withAnalyses: true,
      withConfig: true,
      orderBy: orderColumn?.order && [
        { ...orderColumn.order, direction: order.startsWith('-') ? 'DESC' : 'ASC' },
      ],
    },
  })
  const again = () => ask({ requestPolicy: 'network-only' })
  useRefresh(again, 10_000)
  return (
    <>
      {deleted.length > 0 && (
        <RestoreOffer
          ids={deleted}
          onDone={() => {
            setDeleted([])
            again()
          }}
        />
      )}
      <Answer state={state} retry={again}>
        {({ runs }) => (
          <>
            <p role="status">
              {runs.totalCount.toLocaleString('en')} {runs.totalCount === 1 ? 'run' : 'runs'}
              {state.fetching && <span className="quiet"> · loading…</span>}
            </p>
            {runs.nodes.length > 0 ? (
              <RunsTable
                runs={runs.nodes}
                columns={columns}
                order={order}
                onOrder={(next) => void setView({ order: next, after: null })}
                selection={selection}
              />
            ) : (
              <p className="card">
                No run is like that.{' '}
                <button type="button" onClick={() => void setView(null)}>
                  Show all
                </button>
              </p>
            )}
            <p className="actions">
              {after && (
                <button type="button" onClick={() => void setView({ after: null })}>
                  First page
                </button>
              )}
              {runs.pageInfo.hasNextPage && (
                <button type="button" onClick={() => void setView({ after: runs.pageInfo.endCursor })}>
                  Next {pageSize}
                </button>
              )}
            </p>
          </>
        )}
      </Answer>
      {selection.runs.length > 0 && (
        <SelectionBar
          selection={selection}
          onDeleted={(ids) => {
            setDeleted(ids)
            again()
          }}
        />
      )}
    </>
  )
}
