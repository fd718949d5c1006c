'use client'
import { AskAnalysisDocument } from '@mitoscope/schema/documents'
import { useId, useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { Problem } from '../parts/answer.tsx'
import { mayCompute, ViewerNote } from '../analysis/viewer-note.tsx'
import type { findEpochs } from './over-epochs.ts'
import type { Measure, Run } from './run.ts'

interface AnalyseEpochsProps {
  readonly run: Run
  readonly measures: readonly Measure[]
  readonly kept: ReturnType<typeof findEpochs>['kept']
  /** Why there is nothing to follow. */
  readonly obstacle?: string
  readonly again: () => void
}

/** Has one measure computed of every epoch whose representation was kept; what was answered is not computed again. */
export function AnalyseEpochs({ run, measures, kept, obstacle, again }: AnalyseEpochsProps) {
  const client = useClient()
  const why = useId()
  const [measure, setMeasure] = useState('critical-width')
  const [asked, setAsked] = useState<number>()
  const [error, setError] = useState<CombinedError>()
  const isAsking = asked !== undefined && asked < kept.length
  const ask = async () => {
    setError(undefined)
    for (const [i, { id: representationId }] of kept.entries()) {
      setAsked(i)
      const { error: refused } = await client
        .mutation(AskAnalysisDocument, { input: { measure, representationId } })
        .toPromise()
      if (!refused) continue
      setError(refused)
      setAsked(undefined)
      again()
      return
    }
    setAsked(kept.length)
    again()
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
          aria-describedby={obstacle ? why : undefined}
          onClick={() => void ask()}
        >
          {isAsking ? `Asking, ${asked + 1} of ${kept.length}…` : 'Analyse every kept epoch'}
        </button>
        <ViewerNote analysis={run} />
        {asked !== undefined && !isAsking && (
          <span role="status">Asked of {kept.length} epochs: the numbers appear here as they are known.</span>
        )}
      </p>
      {obstacle && (
        <p className="quiet" id={why}>
          {obstacle}
        </p>
      )}
      {error && <Problem error={error} retry={() => void ask()} />}
    </>
  )
}
