'use client'
import { GroupsPageDocument, GroupsSourceChangesDocument } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { Link } from '../ui/link.tsx'
import { parseAsString, useQueryState } from 'nuqs'
import { useQuery } from 'urql'
import { QueryBoundary, NotFound } from '../ui/query-boundary.tsx'
import { useTitle } from '../ui/use-title.ts'
import { countOf } from '../format/format.ts'
import { LayerGroups } from './layer-groups.tsx'
import { useSubscriptions } from '../api/live.ts'

/** The groups into which a layer was split, and what is left in common between its neurons. */
export function GroupsPage() {
  const [id] = useQueryState('id', parseAsString.withDefault(''))
  const [state, ask] = useQuery({
    query: GroupsPageDocument,
    variables: { id, selection: measureOf.SELECTION },
    pause: id === '',
  })
  const refetch = () => ask({ requestPolicy: 'network-only' })
  const layer = state.data?.analysis?.representation
  useFollowed(layer ? [...layer.analyses.nodes, ...layer.kept.nodes] : [], refetch)
  useTitle(state.data?.analysis?.run.name, 'Groups')
  if (id === '') return <NotFound what="analysis" />
  return (
    <QueryBoundary state={state} retry={refetch} notFound={<NotFound what="analysis" />}>
      {({ analysis }) => {
        if (!analysis) return <NotFound what="analysis" />
        const { run, representation } = analysis
        return (
          <>
            <h1>Groups of {run.name}</h1>
            <p className="quiet">
              A layer of {countOf(representation.width, 'neuron')} of{' '}
              <Link href={`/run?id=${run.id}`}>{run.name}</Link>
            </p>
            <LayerGroups id={id} owner={analysis} layer={representation} refetch={refetch} />
          </>
        )
      }}
    </QueryBoundary>
  )
}

interface Followed {
  readonly id: string
  readonly state: string
}

/** Asks again as soon as one of the analyses that wait or are computed is in another state. */
function useFollowed(analyses: readonly Followed[], refetch: () => void): void {
  const waiting = analyses
    .filter(({ state }) => state === 'QUEUED' || state === 'RUNNING')
    .map(({ id }) => ({ id }))
  useSubscriptions(GroupsSourceChangesDocument, waiting, ({ analysisUpdated: now }) => {
    const known = analyses.find(({ id }) => id === now?.id)
    if (now && known && now.state !== known.state) refetch()
  })
}
