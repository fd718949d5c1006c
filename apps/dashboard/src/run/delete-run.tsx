'use client'
import { DeleteRunsDocument, RestoreRunsDocument } from '@mitoscope/schema/documents'
import { useMutation } from 'urql'
import { DeleteSection } from '../ui/delete-section.tsx'
import type { Run } from './run.ts'

interface DeleteRunProps {
  readonly run: Run
  readonly refetch: () => void
}

/** Hides a run with what is of it and cancels its training, or brings it back. */
export function DeleteRun({ run, refetch }: DeleteRunProps) {
  const { id, name, deletedAt } = run
  const [deleting, remove] = useMutation(DeleteRunsDocument)
  const [restoring, restore] = useMutation(RestoreRunsDocument)
  return (
    <DeleteSection
      what="run"
      name={name}
      of={run}
      deletedAt={deletedAt}
      consequence="its jobs are cancelled"
      deleting={deleting}
      restoring={restoring}
      onDelete={() => void remove({ ids: [id] }).then(refetch)}
      onRestore={() => void restore({ ids: [id] }).then(refetch)}
    />
  )
}
