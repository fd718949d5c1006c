'use client'
import { CompareRunsDocument, CompareSweepsDocument } from '@mitoscope/schema/documents'
import { useQueryStates } from 'nuqs'
import { useQuery } from 'urql'
import { Answer } from '../parts/answer.tsx'
import { CompareChoice } from './compare-choice.tsx'
import { CompareContent } from './compare-content.tsx'
import { compareParsers, mostRuns } from './view.ts'

/** Runs side by side: the runs, and all those of the sweeps, that the address names. */
export function ComparePage() {
  const [{ runs, sweeps }] = useQueryStates(compareParsers)
  const [found, findAgain] = useQuery({
    query: CompareSweepsDocument,
    variables: { sweepIds: sweeps },
    pause: sweeps.length === 0,
  })
  // A question that is not asked any more keeps its answer.
  const ofSweeps = sweeps.length === 0 ? [] : (found.data?.runs.nodes ?? [])
  const ids = [...new Set([...runs, ...ofSweeps.map(({ id }) => id)])]
  const waits = sweeps.length > 0 && !found.data
  const [state, ask] = useQuery({
    query: CompareRunsDocument,
    variables: { ids: ids.slice(0, mostRuns) },
    pause: ids.length === 0 || waits,
  })
  const again = () => ask({ requestPolicy: 'network-only' })
  return (
    <>
      <h1>Compare</h1>
      {runs.length + sweeps.length === 0 ? (
        <CompareChoice />
      ) : waits ? (
        <Answer state={found} retry={() => findAgain({ requestPolicy: 'network-only' })}>
          {() => null}
        </Answer>
      ) : ids.length === 0 ? (
        <CompareChoice gone />
      ) : (
        <Answer state={state} retry={again}>
          {(data) =>
            data.compareRuns.runs.length === 0 ? (
              <CompareChoice gone />
            ) : (
              <CompareContent data={data} asked={ids.length} fetching={state.fetching} again={again} />
            )
          }
        </Answer>
      )}
    </>
  )
}
