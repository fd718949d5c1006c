'use client'
import {
  CompareRunsDocument,
  CompareSweepsDocument,
  CompareWidthsDocument,
} from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useDeferredValue } from 'react'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { loadPlot } from '../figures/plot.ts'
import { usePreload } from '../api/live.ts'
import { CompareChoice } from './compare-choice.tsx'
import { CompareContent } from './compare-content.tsx'
import { selectedIds } from './selection.ts'
import { mostRuns, selectionParsers } from './view.ts'
import './compare.css'

/** Runs side by side: the runs, and all those of the sweeps and widths, that the address names. */
export function ComparePage() {
  usePreload(loadPlot)
  const [{ runs, sweeps, widths }] = useQueryStates(selectionParsers)
  const [ofSweeps, sweepsAgain] = useQuery({
    query: CompareSweepsDocument,
    variables: { sweepIds: sweeps },
    pause: sweeps.length === 0,
  })
  const [ofWidths, widthsAgain] = useQuery({
    query: CompareWidthsDocument,
    variables: { widthIds: widths },
    pause: widths.length === 0,
  })
  // A question that is not asked any more keeps its answer.
  const ids = selectedIds(
    runs,
    sweeps.length === 0 ? [] : (ofSweeps.data?.runs.nodes ?? []),
    widths.length === 0 ? [] : (ofWidths.data?.compareWidths.widths ?? []),
  )
  const waitsForSweeps = sweeps.length > 0 && !ofSweeps.data
  const waitsForWidths = widths.length > 0 && !ofWidths.data
  const [state, ask] = useQuery({
    query: CompareRunsDocument,
    variables: { ids: ids.slice(0, mostRuns) },
    pause: ids.length === 0 || waitsForSweeps || waitsForWidths,
  })
  // Many runs are many lines to show: their page is made in steps, between which it answers.
  const data = useDeferredValue(state.data, undefined)
  const refetch = () => ask({ requestPolicy: 'network-only' })
  return (
    <>
      <h1>Compare</h1>
      {runs.length + sweeps.length + widths.length === 0 ? (
        <CompareChoice />
      ) : waitsForSweeps ? (
        <QueryBoundary state={ofSweeps} retry={() => sweepsAgain({ requestPolicy: 'network-only' })}>
          {() => null}
        </QueryBoundary>
      ) : waitsForWidths ? (
        <QueryBoundary state={ofWidths} retry={() => widthsAgain({ requestPolicy: 'network-only' })}>
          {() => null}
        </QueryBoundary>
      ) : ids.length === 0 ? (
        <CompareChoice gone />
      ) : (
        <QueryBoundary state={{ ...state, data }} retry={refetch}>
          {(data) =>
            data.compareRuns.runs.length === 0 ? (
              <CompareChoice gone />
            ) : (
              <CompareContent data={data} asked={ids.length} fetching={state.fetching} refetch={refetch} />
            )
          }
        </QueryBoundary>
      )}
    </>
  )
}
