import {
  NamedRunsDocument,
  RunsToChooseDocument,
  type RunToChooseFragment,
} from '@mitoscope/schema/documents'
import { useMemo, useRef } from 'react'
import { useQuery } from 'urql'
import { toSearchFilter } from '../../runs/filter/condition.ts'
import { useDebounced } from '../../api/live.ts'
import type { View } from '../view.ts'

export type RunToChoose = RunToChooseFragment

/** Maximum number of runs that are listed and analysed at once. */
export const mostRuns = 100

/** Describes why a run cannot be analysed; undefined if it can. */
export function rejectRun({ representations, project }: RunToChoose): string | undefined {
  if (representations.length === 0) return 'has no representation yet'
  if (project.viewerRole === 'VIEWER') return `you cannot write to ${project.name}`
  return undefined
}

/** The runs that are to be analysed: the named ones, or all. */
export function chooseRuns(runs: readonly RunToChoose[], ids: readonly string[] | null): RunToChoose[] {
  return runs.filter((run) => rejectRun(run) === undefined && (ids === null || ids.includes(run.id)))
}

/** The named runs after a click on one of them; null once they are all that there are. */
export function toggleRun(
  runs: readonly RunToChoose[],
  ids: readonly string[] | null,
  id: string,
): string[] | null {
  const possible = chooseRuns(runs, null).map((run) => run.id)
  const before = ids ?? possible
  const after = before.includes(id) ? before.filter((each) => each !== id) : [...before, id]
  const isAll = possible.length === after.length && possible.every((each) => after.includes(each))
  return isAll ? null : after
}

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
