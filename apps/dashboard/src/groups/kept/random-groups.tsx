'use client'
import { GroupsErrorsDocument } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { Link } from '../../ui/link.tsx'
import { useQuery } from 'urql'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { formatNumber, formatSpread, countOf } from '../../format/format.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { AskFor } from '../ask-for.tsx'
import { groupErrors, sizesOfGroups } from './group-errors.ts'
import type { Layer, Owner, Partition } from '../sources.ts'

interface RandomGroupsProps {
  readonly owner: Owner
  readonly layer: Layer
  readonly partition: Partition
  readonly refetch: () => void
}

/** Table of what is left of the network when only some of its groups are kept, chosen at random. */
export function RandomGroups({ owner, layer, partition, refetch }: RandomGroupsProps) {
  const { groups } = partition
  const size = groups[0]?.neurons.length ?? 0
  const wanted = sizesOfGroups(groups.length, size)
  const source = layer.analyses.nodes
    .filter(({ measure, options }) => measure === measureOf.CHUNK_ERROR && isOriginal(options))
    .map((node) => ({ ...node, has: wanted.filter((each) => node.sizes.includes(each)).length }))
    .sort((a, b) => b.has - a.has)
    .find(({ state }) => state === 'FINISHED')
  const isAtWork = layer.analyses.nodes.some(
    ({ measure, state }) => measure === measureOf.CHUNK_ERROR && (state === 'QUEUED' || state === 'RUNNING'),
  )
  const [state, ask] = useQuery({
    query: GroupsErrorsDocument,
    variables: { id: source?.id ?? '' },
    pause: !source,
  })
  const lacking = wanted.length - (source?.has ?? 0)
  if (size === 0) return null
  return (
    <>
      <h3>Random selections of groups</h3>
      <p className="lead">
        Groups are selected at random, so any m groups together are a random chunk of m ×{' '}
        {countOf(size, 'neuron')}. The table gives the mean error of such chunks, for comparison with one
        selection of groups.
      </p>
      {source && (
        <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
          {({ analysis }) =>
            analysis?.result?.__typename === 'CurvesResult' ? (
              <ScrollRegion label="Errors of some of the groups">
                <table>
                  <caption>
                    By <Link href={`/analysis?id=${source.id}`}>{source.measure}</Link>, means of{' '}
                    {countOf(analysis.provenance?.draws ?? 0, 'draw')} with their 95 % interval
                  </caption>
                  <thead>
                    <tr>
                      {['Groups kept', 'Neurons', 'Parameters of the readout', 'Test error'].map((head) => (
                        <th scope="col" className="number" key={head}>
                          {head}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {groupErrors({
                      count: groups.length,
                      size,
                      classes: layer.classes,
                      sizes: analysis.result.sizes,
                      curves: analysis.result.curves,
                    }).map(({ groups: m, neurons, readout, testError, ci95 }) => (
                      <tr key={m}>
                        <th scope="row" className="number">
                          {m} of {groups.length}
                        </th>
                        <td className="number">{formatNumber(neurons)}</td>
                        <td className="number">{formatNumber(readout)}</td>
                        <td className="number">
                          {testError === null ? 'not measured' : formatSpread(testError, ci95)}
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </ScrollRegion>
            ) : (
              <p className="card">The analysis of chunk errors was deleted.</p>
            )
          }
        </QueryBoundary>
      )}
      {isAtWork && <p className="quiet">Chunk errors are being measured. They appear here automatically.</p>}
      {lacking > 0 && !isAtWork && (
        <AskFor
          owner={owner}
          refetch={refetch}
          input={{ measure: measureOf.CHUNK_ERROR, representationId: layer.id, sizes: wanted }}
        >
          {lacking === 1 ? 'Measure the missing size' : `Measure the ${lacking} sizes that are missing`}
        </AskFor>
      )}
    </>
  )
}

function isOriginal(options: unknown): boolean {
  return (options as { readonly readout?: unknown }).readout === 'ORIGINAL'
}
