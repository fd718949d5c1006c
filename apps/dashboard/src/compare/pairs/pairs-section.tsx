'use client'
import {
  ComparePairsDocument,
  PairsChangedDocument,
  type ComparePairsQuery,
} from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useEffect, useMemo, useRef } from 'react'
import { useQuery } from 'urql'
import { QueryBoundary, Problem } from '../../ui/query-boundary.tsx'
import { countOf } from '../../format/format.ts'
import { useRefetchInterval, useRefetchOnChange } from '../../api/live.ts'
import { pairGroups } from './pair-groups.ts'
import { pairItems, pairParsers } from './pair-items.ts'
import { PairsFigures } from './pairs-figures.tsx'
import { PairsProgress, useFoundPairs } from './found-pairs.tsx'
import { PairsTable } from './pairs-table.tsx'
import { StartPairs } from './start-pairs.tsx'

interface PairsSectionProps {
  readonly runIds: readonly string[]
  /** True while some of the runs are queued or training; after that they have a representation. */
  readonly atWork: boolean
}

/** Similarity of the representations of the runs, in pairs. */
export function PairsSection({ runIds, atWork }: PairsSectionProps) {
  const variables = useMemo(() => ({ ids: [...runIds] }), [runIds])
  const [state, ask] = useQuery({ query: ComparePairsDocument, variables })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const wasAtWork = useRef(atWork)
  useEffect(() => {
    if (wasAtWork.current && !atWork) ask({ requestPolicy: 'network-only' })
    wasAtWork.current = atWork
  }, [atWork, ask])
  useRefetchInterval(() => {
    if (atWork) refetch()
  }, 10_000)
  return (
    <QueryBoundary state={state} retry={refetch}>
      {(data) => <Pairs data={data} />}
    </QueryBoundary>
  )
}

function Pairs({ data }: { readonly data: ComparePairsQuery }) {
  const [{ epochs }, setView] = useQueryStates(pairParsers, { history: 'push' })
  const { comparisonMeasures: measures } = data
  const { runs } = data.compareRuns
  const { items, leftOut } = useMemo(() => pairItems(runs, epochs), [runs, epochs])
  const ids = useMemo(() => items.map(({ id }) => id), [items])
  const { found, error, refetch } = useFoundPairs(ids)
  const groups = useMemo(() => pairGroups(found ?? [], measures, items), [found, measures, items])
  const project = items[0]?.project
  const owner = { project: project ?? null }
  // Thousands take a while to read and to draw.
  const pause = (found?.length ?? 0) > 500 ? 10_000 : 2_000
  useRefetchOnChange(PairsChangedDocument, project ? [{ projectId: project.id }] : [], refetch, pause)
  const isUnderWay = found?.some(({ state }) => state === 'QUEUED' || state === 'RUNNING') ?? false
  useRefetchInterval(() => {
    if (isUnderWay) refetch()
  }, 2 * pause)
  const hasEpochs = runs.some(({ representations }) => representations.length > 1)
  return (
    <>
      {hasEpochs && (
        <p>
          <label>
            <input
              type="checkbox"
              checked={epochs === 'all'}
              onChange={({ target }) => void setView({ epochs: target.checked ? 'all' : 'last' })}
            />{' '}
            Compare all stored epochs of each run, not only the last
          </label>
        </p>
      )}
      {leftOut.length > 0 && (
        <div className="quiet">
          Left out:
          <ul>
            {leftOut.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </div>
      )}
      {items.length < 2 ? (
        <p className="card">
          {items.length === 0 ? 'None of the runs has' : 'Only one of the runs has'} a representation to
          compare. A comparison needs two representations of the same inputs. Runs trained here store one at
          the end. Import others on the Start page or with <code>npm run -s mitoscope -- upload</code>.
        </p>
      ) : (
        <>
          <p>
            {countOf(items.length, 'representation')} of the same inputs make{' '}
            {countOf((items.length * (items.length - 1)) / 2, 'pair')}.
          </p>
          <StartPairs ids={ids} owner={owner} measures={measures} refetch={refetch} />
          {error && <Problem error={error} retry={refetch} stale={groups.length > 0} />}
          {found ? (
            <>
              <PairsProgress found={found} />
              <PairsFigures groups={groups} items={items} />
              <PairsTable groups={groups} items={items} owner={owner} refetch={refetch} />
            </>
          ) : (
            !error && (
              <p className="quiet" role="status">
                Loading…
              </p>
            )
          )}
        </>
      )}
    </>
  )
}
