'use client'
import { DeleteAnalysisDocument, RestoreAnalysisDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { DeleteSection } from '../ui/delete-section.tsx'
import type { Analysis } from './analysis.ts'

/** Hides an analysis and stops its computing, or brings it back. */
export function DeleteAnalysis({ analysis }: { readonly analysis: Analysis }) {
  const { id, deletedAt, measure } = analysis
  const [deleting, remove] = useMutation(DeleteAnalysisDocument)
  const [restoring, restore] = useMutation(RestoreAnalysisDocument)
  return (
    <DeleteSection
      what="analysis"
      name={measure}
      of={analysis}
      deletedAt={deletedAt}
      consequence="its computing stops"
      deleting={deleting}
      restoring={restoring}
      onDelete={() => void remove({ id })}
      onRestore={() => void restore({ id })}
    />
  )
}
