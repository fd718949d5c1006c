'use client'
import { countOf } from '../../format/format.ts'
import {
  AnalysesEstimateDocument,
  AskAnalysisDocument,
  RepresentEpochsDocument,
} from '@mitoscope/schema/documents'
import { measureOf } from '@mitoscope/schema/catalogue'
import { useId, useMemo, useState } from 'react'
import { useClient, useQuery, type CombinedError, type Client } from 'urql'
import { mayCompute, ViewerNote } from '../../ui/viewer-note.tsx'
import { Problem } from '../../ui/query-boundary.tsx'
import { describeEpochWork } from './describe-epochs.ts'
import { EpochJobs, useEpochs } from './epoch-jobs.tsx'
import type { KeptEpochs } from './over-epochs.ts'
import type { Measure, Run } from '../run.ts'

interface AnalyseEpochsProps {
  readonly site: string
  readonly run: Run
  readonly measures: readonly Measure[]
  readonly epochs: KeptEpochs
  readonly refetch: () => void
}

/**
 * Has one measure computed of every epoch that was kept, whose representation is made first where only the weights are
 * there; what was answered is not computed again.
 */
export function AnalyseEpochs({ run, site, measures, epochs, refetch }: AnalyseEpochsProps) {
  const client = useClient()
  const why = useId()
  const [measure, setMeasure] = useState<string>(measureOf.CRITICAL_SIZE)
  const [asked, setAsked] = useState<number>()
  const [error, setError] = useState<CombinedError>()
  const checkpoints = useEpochs(run, refetch)
  const { kept, missing, obstacle } = epochs
  const count = kept.length + missing.length
  const isAsking = asked !== undefined && asked < count
  const variables = useMemo(
    // As if nothing was answered: what an epoch takes is wanted, not what the last one still does.
    () => ({ runIds: [run.id], analyses: [{ measure }], site, recompute: true }),
    [run.id, measure, site],
  )
  const pause = obstacle !== undefined || kept.length === 0 || !mayCompute(run)
  const [{ data }] = useQuery({ query: AnalysesEstimateDocument, variables, pause })
  const estimate = pause ? undefined : data?.analysisEstimate
  const secondsEach = estimate?.problem === null ? estimate.seconds : undefined
  const work = obstacle ?? describeEpochWork({ missing: missing.length, secondsEach })
  const ask = async () => {
    setError(undefined)
    setAsked(0)
    const failure = await requestEpochs(client, { runId: run.id, measure, kept, missing }, setAsked)
    setError(failure)
    if (failure) setAsked(undefined)
    refetch()
  }
  return (
    <>
      <p className="actions">
        <label>
          Measure{' '}
          <select value={measure} onChange={({ target }) => setMeasure(target.value)}>
            {measures.map(({ name, title }) => (
              <option key={name} value={name}>
                {title}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          disabled={obstacle !== undefined || isAsking || !mayCompute(run)}
          aria-describedby={work ? why : undefined}
          onClick={() => void ask()}
        >
          {isAsking ? `Requesting ${asked + 1} of ${count}…` : 'Analyse every stored epoch'}
        </button>
        <ViewerNote of={run} />
        {asked !== undefined && !isAsking && (
          <span role="status">
            Requested for {countOf(count, 'epoch')}: the numbers appear here as they are computed.
          </span>
        )}
      </p>
      {work && (
        <p className="quiet" id={why}>
          {work}
        </p>
      )}
      {error && <Problem error={error} retry={() => void ask()} />}
      <EpochJobs checkpoints={checkpoints} mayAsk={mayCompute(run)} />
    </>
  )
}

interface Asked extends Pick<KeptEpochs, 'kept' | 'missing'> {
  readonly runId: string
  readonly measure: string
}

/**
 * Has a measure computed of every epoch: of those that have a representation one by one, of the others as soon as that
 * is made. Calls back with how many have been asked of. What was answered is not computed again.
 */
async function requestEpochs(
  client: Client,
  { runId, measure, kept, missing }: Asked,
  onAsked: (count: number) => void,
): Promise<CombinedError | undefined> {
  if (missing.length > 0) {
    const input = { runId, ids: missing.map(({ id }) => id), analyses: [{ measure }] }
    const { error } = await client.mutation(RepresentEpochsDocument, { input }).toPromise()
    if (error) return error
  }
  for (const [i, { id: representationId }] of kept.entries()) {
    onAsked(missing.length + i)
    const input = { measure, representationId }
    const { error } = await client.mutation(AskAnalysisDocument, { input }).toPromise()
    if (error) return error
  }
  onAsked(missing.length + kept.length)
  return undefined
}
