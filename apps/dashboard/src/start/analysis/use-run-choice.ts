import { NamedRunsDocument, RunsToChooseDocument } from '@mitoscope/schema/documents'
import { useMemo, useRef } from 'react'
import { useQuery } from 'urql'
import { toSearchFilter } from '../../runs/filter/condition.ts'
import { mostRuns, type RunToChoose } from './run-choice.ts'
import { useDebounced } from '../../api/live.ts'
import type { View } from '../use-view.ts'

/** The newest runs that the search finds, and before them those that the address names and it does not. */
export function useRunChoice({ q, where, any, runs: ids }: Pick<View, 'q' | 'where' | 'any' | 'runs'>) {
  const sought = useDebounced(JSON.stringify(toSearchFilter({ q, where, any })))
  const variables = useMemo(
    () => ({ first: mostRuns, filter: sought === undefined ? undefined : JSON.parse(sought) }),
    [sought],
  )
  const [state, ask] = useQuery({ query: RunsToChooseDocument, variables })
  // One that is no longer taken stays in the list, so that it can be taken again.
  const named = useRef<readonly string[]>([])
  named.current = [...new Set([...named.current, ...(ids ?? [])])].slice(0, 500)
  const [extra] = useQuery({
    query: NamedRunsDocument,
    variables: { ids: [...named.current] },
    pause: named.current.length === 0,
  })
  const found: readonly RunToChoose[] = state.data?.runs.nodes ?? []
  const others = (extra.data?.nodes ?? []).flatMap((node) =>
    node?.__typename === 'TrainingRun' && !found.some(({ id }) => id === node.id) ? [node] : [],
  )
  return {
    state,
    refetch: () => ask({ requestPolicy: 'network-only' }),
    runs: [...others, ...found] as RunToChoose[],
    /** True if the search finds all of the runs by itself. */
    isWhole: others.length === 0,
  }
}
