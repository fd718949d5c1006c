import { DeletePairDocument, RestorePairDocument } from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useMutation, type CombinedError } from 'urql'

interface Removal {
  readonly remove: (id: string) => Promise<void>
  /** Brings back what was deleted last. */
  readonly restore: () => Promise<void>
  /** Id of the comparison that was deleted last; undefined if there is none or it was brought back. */
  readonly removed?: string
  readonly error?: CombinedError
}

/** Deletes comparisons, and brings the last one back. `again` is called when something has changed. */
export function useRemoval(refetch: () => void): Removal {
  const [deleting, deletePair] = useMutation(DeletePairDocument)
  const [restoring, restorePair] = useMutation(RestorePairDocument)
  const [removed, setRemoved] = useState<string>()
  return {
    removed,
    error: deleting.error ?? restoring.error,
    async remove(id) {
      const { error } = await deletePair({ input: { id } })
      if (!error) setRemoved(id)
      refetch()
    },
    async restore() {
      if (removed === undefined) return
      const { error } = await restorePair({ input: { id: removed } })
      if (!error) setRemoved(undefined)
      refetch()
    },
  }
}
