'use client'
import { GroupsMatrixDocument } from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { Link } from '../../ui/link.tsx'
import { useQuery } from 'urql'
import { useWholeResult } from '../../analysis/result/whole-result.ts'
import { QueryBoundary } from '../../ui/query-boundary.tsx'
import { WorkStateMark } from '../../ui/work-state.tsx'
import { countOf } from '../../format/format.ts'
import { useIsShown } from '../../figures/take-turns.ts'
import { AskFor } from '../ask-for.tsx'
import { MatrixFiles } from '../matrix/matrix-table.tsx'
import { mostShown } from './whole-matrix.ts'
import { PairsMatrix } from './pairs-matrix.tsx'
import { SourceChoice } from '../source-choice.tsx'
import { nameFiles, type Layer, type Owner, type Partition, type Source } from '../sources.ts'

interface NeuronPairsProps {
  readonly id: string
  readonly owner: Owner
  readonly layer: Layer
  readonly source?: Source
  readonly groups?: Partition['groups']
  /** Seed of the partition beside the matrix. */
  readonly seed?: number
  readonly refetch: () => void
}

/**
 * Matrix of the residuals of single neurons, in the order of the groups: it shows which of them still share
 * noise.
 */
export function NeuronPairs({ id, owner, layer, source, groups, seed, refetch }: NeuronPairsProps) {
  const isDone = source?.state === 'FINISHED'
  const [state, ask] = useQuery({
    query: GroupsMatrixDocument,
    variables: { id: source?.id ?? '' },
    pause: !isDone,
  })
  // A million numbers: what is to be read comes first.
  const isShown = useIsShown()
  const whole = useWholeResult(isDone && isShown ? (state.data?.analysis ?? undefined) : undefined)
  const size = groups?.[0]?.neurons.length
  return (
    <section aria-labelledby="pairs">
      <h2 id="pairs">Pairs of neurons</h2>
      <p className="lead">
        Correlation of the residuals of two neurons after a linear prediction from one chunk. Without shared
        noise it scatters around zero. Outlying pairs are tested, with control of the false discovery rate.
      </p>
      {!source && (
        <div className="card">
          <p>
            The pairs of this layer have not been measured yet
            {size !== undefined &&
              `; the analysis uses a chunk of the size of a group, ${countOf(size, 'neuron')}`}
            .
          </p>
          <AskFor
            owner={owner}
            refetch={refetch}
            input={{
              measure: measureOf.NEURON_PAIRS,
              representationId: layer.id,
              seed: seed ?? 0,
              options: {
                ...(size !== undefined && { size }),
                shown: Math.min(mostShown, Math.max(2, layer.width)),
              },
            }}
          >
            Measure pairs of neurons
          </AskFor>
        </div>
      )}
      {source && <SourceChoice id={id} shape="MATRIX" chosen={source} all={layer.analyses.nodes} />}
      {source && !isDone && (
        <p className="card">
          <WorkStateMark state={source.state} /> <Link href={`/analysis?id=${source.id}`}>Its page</Link>{' '}
          shows its progress. The matrix appears here automatically.
        </p>
      )}
      {isDone && (
        <QueryBoundary state={state} retry={() => ask({ requestPolicy: 'network-only' })}>
          {({ analysis }) =>
            analysis ? (
              <>
                {analysis.warnings.map(({ code, message }) => (
                  <p className="problem" key={code}>
                    <strong>⚠ Warning:</strong> {message}
                  </p>
                ))}
                {(whole.fetching || !isShown) && (
                  <p className="quiet" role="status">
                    Reading the whole matrix…
                  </p>
                )}
                {whole.error && <p className="problem">{whole.error}</p>}
                {whole.result !== undefined && (
                  <PairsMatrix
                    result={whole.result}
                    counts={{
                      tested: scalarOf(analysis.scalars, 'tested'),
                      significant: scalarOf(analysis.scalars, 'significant'),
                      limit: scalarOf(analysis.scalars, 'limit'),
                    }}
                    groups={groups}
                    files={
                      <MatrixFiles
                        id={source.id}
                        title="the pairs of neurons"
                        name={nameFiles(owner, source)}
                        result={whole.result}
                      >
                        The picture is the figure of the analysis. It shows the neurons with the most
                        significant partners first, not ordered by group. All pairs are below the diagonal,
                        significant pairs above it. CSV, NPY and LaTeX contain one row for each pair of the
                        whole matrix.
                      </MatrixFiles>
                    }
                    more={(shown) => (
                      <AskFor
                        owner={owner}
                        refetch={refetch}
                        input={{
                          measure: measureOf.NEURON_PAIRS,
                          representationId: layer.id,
                          seed: source.seed,
                          options: { ...(source.options as object), shown },
                        }}
                      >
                        Measure the matrix of {countOf(shown, 'neuron')}
                      </AskFor>
                    )}
                  />
                )}
              </>
            ) : (
              <p className="card">The analysis was deleted.</p>
            )
          }
        </QueryBoundary>
      )}
    </section>
  )
}

function scalarOf(
  scalars: readonly { readonly id: string; readonly value: number | null }[],
  id: string,
): number | null {
  return scalars.find((scalar) => scalar.id === id)?.value ?? null
}
