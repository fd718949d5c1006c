'use client'
import { AskAnalysisDocument } from '@mitoscope/schema/documents'
import { parseAsString, useQueryState } from 'nuqs'
import { useState } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../../ui/query-boundary.tsx'
import type { Analysis } from '../analysis.ts'
import { toStartInput } from './snippets.ts'
import { ReplayOutcome } from './replay-outcome.tsx'
import { mayCompute, ViewerNote } from '../../ui/viewer-note.tsx'

/** Has the same point computed anew, and holds the new numbers against these. */
export function Replay({ analysis }: { readonly analysis: Analysis }) {
  const [replayId, setReplayId] = useQueryState('replay', parseAsString)
  const [seed, setSeed] = useState(analysis.seed)
  const [{ fetching, error }, ask] = useMutation(AskAnalysisDocument)
  const start = toStartInput(analysis)
  if (analysis.state !== 'FINISHED') return null
  const isKnown = start !== null && analysis.definition !== null && !analysis.deletedAt
  const { definition, version, provenance } = analysis
  // Permutations that came with the input hold whatever the seed is.
  const isRecorded = provenance?.seed === null
  const compute = async () => {
    if (!start) return
    const { data } = await ask({ input: { ...start, seed, recompute: true } })
    if (data) await setReplayId(data.startAnalysis.analysis.id)
  }
  return (
    <section aria-labelledby="replay">
      <h2 id="replay">Compute this point again</h2>
      <p className="lead">
        Computes the analysis again on any free device instead of returning the stored result. With the same
        seed, backend and device the numbers must agree to the last bit; another backend may round otherwise.{' '}
        {isRecorded
          ? 'The permutations came with the input, so the seed has no effect.'
          : 'Another seed selects other chunks and shows how much the result depends on the selection.'}
        {definition &&
          definition.version !== version &&
          ` The measure has changed since, from version ${version} to ${definition.version}: it gives other numbers now.`}
      </p>
      {isKnown ? (
        <p className="actions">
          <label>
            Seed{' '}
            <input
              type="number"
              min={0}
              step={1}
              value={seed}
              disabled={isRecorded}
              onChange={({ target }) => setSeed(Math.max(0, Math.trunc(target.valueAsNumber || 0)))}
            />
          </label>
          <button type="button" disabled={fetching || !mayCompute(analysis)} onClick={() => void compute()}>
            {fetching ? 'Requesting…' : 'Compute this point again'}
          </button>
          <ViewerNote of={analysis} />
        </p>
      ) : (
        <p className="quiet">
          This is not possible:{' '}
          {analysis.deletedAt
            ? 'the analysis was deleted. Restore it first'
            : start
              ? 'this server no longer has the measure'
              : 'the representation was deleted'}
          .
        </p>
      )}
      {error && <Problem error={error} />}
      {replayId && replayId !== analysis.id && <ReplayOutcome before={analysis} id={replayId} />}
    </section>
  )
}
