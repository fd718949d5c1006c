'use client'
import { countOf, formatNumber } from '../../format/format.ts'
import { type RunFilter, MatchingRunsDocument, RunProjectsDocument } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { lazy, Suspense, useCallback, useMemo, useState } from 'react'
import { Problem } from '../../ui/query-boundary.tsx'
import { needsOf, toOrder } from '../table/column-needs.ts'
import { findColumn, type Run } from '../table/columns.ts'
import type { Search } from '../filter/condition.ts'
import { ExportRuns } from '../export-runs.tsx'
import { NoRuns } from '../filter/no-runs.tsx'
import { RestoreOffer } from '../selection/delete-runs.tsx'
import { SelectionBar } from '../selection/selection-bar.tsx'
import { useAllMatching, type Selection } from '../selection/use-selection.ts'
import { useRunPages } from './use-run-pages.ts'
import { useShownRuns } from './use-shown-runs.ts'
import { viewParsers } from '../view.ts'
import { useQuery } from 'urql'
import { useDebounced, useSubscriptions } from '../../api/live.ts'
import { noNewRuns, withUpdate, type NewRuns } from './loaded-runs.ts'

const loadTable = () => import('../table/runs-table.tsx').then((loaded) => ({ default: loaded.RunsTable }))
const RunsTable = lazy(loadTable)
// The table comes while its runs do.
if (typeof window !== 'undefined') loadTable().catch(() => {})

interface RunListProps {
  readonly search: Search
  readonly filter: RunFilter | undefined
  readonly selection: Selection
}

const noRuns: readonly Run[] = []

/** Runs one by one, and what can be done with the chosen ones. */
export function RunList({ search, filter, selection }: RunListProps) {
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const [deleted, setDeleted] = useState<readonly string[]>([])
  const [range, setRange] = useState({ from: 0, to: 40 })
  const columns = useMemo(() => view.columns.flatMap((id) => findColumn(id) ?? []), [view.columns])
  const question = { ...needsOf(columns), filter, orderBy: toOrder(view.order) }
  const { loaded, newest, reading, fetching, error, more, refetch, change } = useRunPages(question)
  const runs = loaded?.runs ?? noRuns
  const shown = runs.slice(range.from, range.to + 1)
  const gone = useShownRuns({ runs: shown, columns, question, reading, change })
  const coming = useNewRuns({ filter, newest, read: reading > 0 })
  const matching = useAllMatching(selection, filter, loaded?.totalCount ?? 0)
  const leaving = runs.filter(({ id }) => gone.has(id)).length
  const onEdited = useCallback((edit: Parameters<typeof change>[0][number]) => change([edit]), [change])
  const onRange = useCallback(
    (from: number, to: number) =>
      setRange((before) => (before.from === from && before.to === to ? before : { from, to })),
    [],
  )
  return (
    <>
      {deleted.length > 0 && (
        <RestoreOffer
          ids={deleted}
          onDone={() => {
            setDeleted([])
            refetch()
          }}
        />
      )}
      {error && <Problem error={error} retry={refetch} stale={loaded !== undefined} />}
      {!loaded && !error && (
        <p className="quiet" role="status">
          Loading…
        </p>
      )}
      {loaded && (
        <div className="actions">
          <span role="status">
            {countOf(loaded.totalCount, 'run')}
            {fetching && <span className="quiet"> · loading…</span>}
          </span>
          {coming + leaving > 0 && (
            <button type="button" onClick={refetch}>
              {describeChanges(coming, leaving)}: show
            </button>
          )}
          <ExportRuns columns={columns} question={question} />
        </div>
      )}
      {loaded && loaded.totalCount === 0 && (
        <NoRuns isFiltered={filter !== undefined}>
          <button type="button" onClick={() => void setView(null)}>
            Show all runs
          </button>
        </NoRuns>
      )}
      {loaded && loaded.totalCount > 0 && (
        <Suspense fallback={<p className="quiet">Loading the table…</p>}>
          <RunsTable
            loaded={loaded}
            columns={columns}
            layout={view}
            onLayout={(next) => void setView(next, { history: next.widths ? 'replace' : 'push' })}
            selection={selection}
            matching={matching}
            onMore={more}
            onRange={onRange}
            onEdited={onEdited}
          />
        </Suspense>
      )}
      {selection.runs.length > 0 && (
        <SelectionBar
          selection={selection}
          search={search}
          matching={matching}
          onDeleted={(ids) => {
            setDeleted((before) => [...before, ...ids])
            refetch()
          }}
        />
      )}
    </>
  )
}

function describeChanges(coming: number, leaving: number): string {
  const parts = [
    coming > 0 && countOf(coming, 'new run'),
    leaving > 0 && `${formatNumber(leaving)} no longer ${leaving === 1 ? 'matches' : 'match'}`,
  ]
  return parts.filter(Boolean).join(', ')
}

/** Maximum number of projects whose new runs are followed: each takes a subscription of its own. */
const mostProjects = 50
/** Milliseconds for which a filter stays as it is before it is followed: it may be being written. */
const settleMs = 300

interface Since {
  readonly filter: RunFilter | undefined
  /** Time when the newest known run was created; undefined if there is none. */
  readonly newest: string | undefined
  /** True once the table has been read: before, nothing is new. */
  readonly read: boolean
}

/** Returns the number of matching runs that were created since the table was fetched. */
function useNewRuns({ filter, newest, read }: Since): number {
  const [{ data }] = useQuery({ query: RunProjectsDocument, requestPolicy: 'cache-first' })
  const [known, setKnown] = useState<Readonly<Record<string, NewRuns>>>({})
  const since = newest === undefined ? [] : [{ createdAt: { gt: newest } }]
  const projects = read ? (data?.projects.nodes.slice(0, mostProjects) ?? []) : []
  const wanted = projects.map(({ id }) => ({
    projectId: id,
    filter: { AND: [...since, ...(filter ? [filter] : [])] },
  }))
  const followed = useDebounced(wanted, settleMs)
  useSubscriptions(MatchingRunsDocument, followed, ({ runsUpdated }, variables) => {
    const key = JSON.stringify(variables)
    setKnown((before) => ({ ...before, [key]: withUpdate(before[key] ?? noNewRuns, runsUpdated) }))
  })
  return followed.reduce((sum, variables) => sum + (known[JSON.stringify(variables)]?.fresh.size ?? 0), 0)
}
