'use client'
import { GroupsPartitionDocument } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { Link } from '../ui/link.tsx'
import { parseAsString, useQueryState } from 'nuqs'
import { useQuery } from 'urql'
import { QueryBoundary } from '../ui/query-boundary.tsx'
import { WorkStateMark } from '../ui/work-state.tsx'
import { AskFor } from './ask-for.tsx'
import { GroupsBetween } from './pairs/groups-between.tsx'
import { GroupsTable } from './groups-table.tsx'
import { MeasureKept } from './kept/measure-kept.tsx'
import { NeuronPairs } from './pairs/neuron-pairs.tsx'
import { SourceChoice } from './source-choice.tsx'
import { chooseSources, type Layer, type Owner } from './sources.ts'

interface LayerGroupsProps {
  readonly id: string
  readonly owner: Owner
  readonly layer: Layer
  readonly refetch: () => void
}

/** A partition of a layer beside a matrix of its pairs, each of them one of what was measured. */
export function LayerGroups({ id, owner, layer, refetch }: LayerGroupsProps) {
  const [beside] = useQueryState('with', parseAsString)
  const { partition, matrix } = chooseSources(layer.analyses.nodes, id, beside, owner.seed)
  const [state, ask] = useQuery({
    query: GroupsPartitionDocument,
    variables: { id: partition?.id ?? '' },
    pause: partition?.state !== 'FINISHED',
  })
  const result = state.data?.analysis?.result
  const found =
    partition?.state === 'FINISHED' && result?.__typename === 'PartitionResult' ? result : undefined
  // What follows comes with it, so that nothing is pushed away once it is there.
  const isReading = partition?.state === 'FINISHED' && !state.data && !state.error
  return (
    <>
      {!partition && (
        <section aria-labelledby="partition">
          <h2 id="partition">Partition</h2>
          <div className="card">
            <p>
              This layer has not been split into groups yet. The analysis splits its neurons into disjoint
              groups and measures the information of each group.
            </p>
            <AskFor
              owner={owner}
              refetch={refetch}
              input={{ measure: measureOf.PARTITION, representationId: layer.id }}
            >
              Split the layer into groups
            </AskFor>
          </div>
        </section>
      )}
      {partition && (
        <section aria-labelledby="partition">
          <h2 id="partition">Partition</h2>
          <SourceChoice id={id} shape="PARTITION" chosen={partition} all={layer.analyses.nodes} />
          {partition.state === 'FINISHED' ? (
            <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
              {({ analysis }) =>
                analysis && found ? (
                  <>
                    {analysis.warnings.map(({ code, message }) => (
                      <p className="problem" key={code}>
                        <strong>⚠ Warning:</strong> {message}
                      </p>
                    ))}
                    <GroupsTable partition={found} analysis={analysis} width={layer.width} />
                  </>
                ) : (
                  <p className="card">The analysis has no groups.</p>
                )
              }
            </QueryBoundary>
          ) : (
            <p className="card">
              <WorkStateMark state={partition.state} />{' '}
              <Link href={`/analysis?id=${partition.id}`}>Its page</Link> shows its progress. The groups
              appear here automatically.
            </p>
          )}
        </section>
      )}
      {found && partition && (
        <MeasureKept owner={owner} layer={layer} partition={found} seed={partition.seed} refetch={refetch} />
      )}
      {found && partition && (
        <GroupsBetween partition={found} source={partition} owner={owner} rows={layer.testRows} />
      )}
      {!isReading && (
        <NeuronPairs
          id={id}
          owner={owner}
          layer={layer}
          source={matrix}
          groups={found?.groups}
          seed={partition?.seed}
          refetch={refetch}
        />
      )}
    </>
  )
}
