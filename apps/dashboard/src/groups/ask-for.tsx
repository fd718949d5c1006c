'use client'
import { AskAnalysisDocument, type AskAnalysisMutationVariables } from '@mitoscope/schema/documents'
import type { ReactNode } from 'react'
import { useMutation } from 'urql'
import { Problem } from '../ui/query-boundary.tsx'
import type { Owner } from './sources.ts'

interface AskForProps {
  readonly owner: Owner
  readonly input: AskAnalysisMutationVariables['input']
  readonly refetch: () => void
  readonly children: ReactNode
}

/** A button that has something measured. */
export function AskFor({ owner, input, refetch, children }: AskForProps) {
  const [{ fetching, error }, ask] = useMutation(AskAnalysisDocument)
  const isViewer = owner.project?.viewerRole === 'VIEWER'
  return (
    <>
      <p className="actions">
        <button
          type="button"
          disabled={fetching || isViewer}
          onClick={() => void ask({ input }).then(refetch)}
        >
          {fetching ? 'Requesting…' : children}
        </button>
        {isViewer && (
          <span className="quiet">
            You are a viewer of this project. Only editors can start measurements.
          </span>
        )}
      </p>
      {error && <Problem error={error} />}
    </>
  )
}
