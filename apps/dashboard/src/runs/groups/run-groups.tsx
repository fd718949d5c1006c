'use client'
import {
  MatchingRunsDocument,
  RunGroupNamesDocument,
  RunProjectsDocument,
  type RunFilter,
  type RunGroupingInput,
} from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useMemo, useState } from 'react'
import { useQuery } from 'urql'
import { countOf } from '../../format/format.ts'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { SpreadChoice } from '../../compare/curves/band-choice.tsx'
import { useRefetchOnChange } from '../../api/live.ts'
import { findColumn } from '../table/columns.ts'
import type { Condition } from '../filter/condition.ts'
import { averaged, groupsQuery } from './groups-query.ts'
import { GroupsTable } from './groups-table.tsx'
import { NoRuns } from '../filter/no-runs.tsx'
import { viewParsers } from '../view.ts'
import { groupingKeys } from './grouping.ts'

/** The server makes so many groups at most. */
const mostGroups = 1_000
/** Milliseconds between two fetches of the groups while their runs are trained. */
const refetchIntervalMs = 10_000

interface RunGroupsProps {
  readonly by: RunGroupingInput
  readonly filter: RunFilter | undefined
  readonly onShow: (conditions: readonly Condition[]) => void
}

/** Runs put together: how many, and the mean and spread of what they came to. */
export function RunGroups({ by, filter, onShow }: RunGroupsProps) {
  const [view, setView] = useQueryStates(viewParsers, { history: 'push' })
  const { spread } = view
  const columns = useMemo(() => averaged(view.columns.flatMap((id) => findColumn(id) ?? [])), [view.columns])
  const query = useMemo(() => groupsQuery(columns), [columns])
  const [state, ask] = useQuery({ query, variables: { by, filter } })
  const [{ data: named }] = useQuery({ query: RunGroupNamesDocument })
  const [{ data: places }] = useQuery({ query: RunProjectsDocument, requestPolicy: 'cache-first' })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const followed = places?.projects.nodes.map(({ id }) => ({ projectId: id, filter })) ?? []
  useRefetchOnChange(MatchingRunsDocument, followed, refetch, refetchIntervalMs)
  const names = new Map(
    [...(named?.models.nodes ?? []), ...(named?.sweeps.nodes ?? [])].map(({ id, name }) => [id, name]),
  )
  return (
    <QueryBoundary state={state} retry={refetch}>
      {({ runGroups }) => (
        <>
          <div className="actions">
            <span role="status">
              {countOf(runGroups.length, 'group')}
              {runGroups.length >= mostGroups &&
                ' and maybe more: this is the most that the server returns. Add a filter.'}
              {state.fetching && <span className="quiet"> · loading…</span>}
            </span>
            <SpreadChoice value={spread} onChange={(next) => void setView({ spread: next })}>
              Mean ±
            </SpreadChoice>
          </div>
          {runGroups.length === 0 ? (
            <NoRuns isFiltered={filter !== undefined}>
              <button type="button" onClick={() => void setView({ where: null, q: null })}>
                Group all runs
              </button>
            </NoRuns>
          ) : (
            <GroupsTable
              groups={runGroups}
              columns={columns}
              spread={spread}
              names={names}
              filter={filter}
              onShow={onShow}
            />
          )}
        </>
      )}
    </QueryBoundary>
  )
}

interface GroupingChoiceProps {
  readonly keys: readonly string[]
  readonly onChange: (keys: readonly string[]) => void
}

/** Choice of the keys by which runs are grouped: settings, and values of the configuration by their path. */
export function GroupingChoice({ keys, onChange }: GroupingChoiceProps) {
  const [path, setPath] = useState('')
  const own = keys
    .filter((id) => id.startsWith('config:'))
    .map((id) => ({ id, label: id.slice('config:'.length) }))
  return (
    <details open={keys.length > 0}>
      <summary>Groups</summary>
      <div className="actions" role="group" aria-label="Group by">
        {[...groupingKeys, ...own].map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={keys.includes(id)}
              onChange={({ target }) =>
                onChange(target.checked ? [...keys, id] : keys.filter((each) => each !== id))
              }
            />{' '}
            {label}
          </label>
        ))}
        {keys.length > 0 && (
          <button type="button" onClick={() => onChange([])}>
            No groups
          </button>
        )}
      </div>
      <form
        className="actions"
        onSubmit={(event) => {
          event.preventDefault()
          if (path.trim() !== '') onChange([...new Set([...keys, `config:${path.trim()}`])])
          setPath('')
        }}
      >
        <input
          aria-label="Path in the configuration to group by"
          placeholder="optimizer.lr"
          value={path}
          onChange={({ target }) => setPath(target.value)}
        />
        <button>Group by path</button>
      </form>
    </details>
  )
}
