'use client'
import { RunGroupsDocument, type RunFilter, type RunGroupingInput } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { SpreadChoice } from '../parts/spread-choice.tsx'
import { useRefresh } from '../parts/use-refresh.ts'
import type { Condition } from './condition.ts'
import { GroupsTable } from './groups-table.tsx'
import { viewParsers } from './view.ts'

/** The server makes so many groups at most. */
const mostGroups = 1_000

interface RunGroupsProps {
  readonly by: RunGroupingInput
  readonly filter: RunFilter | undefined
  readonly onShow: (conditions: readonly Condition[]) => void
}

/** Runs put together: how many, and the mean and spread of what they came to. */
export function RunGroups({ by, filter, onShow }: RunGroupsProps) {
  const [{ spread }, setView] = useQueryStates(viewParsers, { history: 'push' })
  const [state, ask] = useQuery({ query: RunGroupsDocument, variables: { by, filter } })
  const again = () => ask({ requestPolicy: 'network-only' })
  useRefresh(again, 10_000)
  return (
    <Answer state={state} retry={again}>
      {({ runGroups, models, sweeps }) => (
        <>
          <div className="actions">
            <span role="status">
              {runGroups.length.toLocaleString('en')} {runGroups.length === 1 ? 'group' : 'groups'}
              {runGroups.length >= mostGroups &&
                ' and maybe more: the server makes no more of them. Add a condition.'}
              {state.fetching && <span className="quiet"> · loading…</span>}
            </span>
            <SpreadChoice value={spread} onChange={(next) => void setView({ spread: next })}>
              Mean ±
            </SpreadChoice>
          </div>
          {runGroups.length === 0 ? (
            <p className="card">
              No run is like that.{' '}
              <button type="button" onClick={() => void setView({ where: null, q: null })}>
                Group all runs
              </button>
            </p>
          ) : (
            <GroupsTable
              groups={runGroups}
              spread={spread}
              names={new Map([...models.nodes, ...sweeps.nodes].map(({ id, name }) => [id, name]))}
              filter={filter}
              onShow={onShow}
            />
          )}
        </>
      )}
    </Answer>
  )
}
