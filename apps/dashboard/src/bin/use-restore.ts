import {
  RestoreAnalysisDocument,
  RestoreModelDocument,
  RestorePairDocument,
  RestoreProjectDocument,
  RestoreRepresentationDocument,
  RestoreRunsDocument,
  RestoreSweepDocument,
  type BinLineFragment,
} from '@mitoscope/schema/documents'
import { useState } from 'react'
import { useClient, type CombinedError } from 'urql'
import { inBatches } from '../runs/selection/in-batches.ts'

interface Restoring {
  readonly fetching: boolean
  readonly error?: CombinedError
  readonly restore: () => Promise<void>
}

/** Restores an entry of the bin. Runs go in batches: after an error, those that are back stay back. */
export function useRestore(
  { kind, ids }: Pick<BinLineFragment, 'kind' | 'ids'>,
  onRestored: () => void,
): Restoring {
  const client = useClient()
  const [state, setState] = useState<Omit<Restoring, 'restore'>>({ fetching: false })
  const send = (some: string[]) => {
    const [id] = some
    switch (kind) {
      case 'RUNS':
        return client.mutation(RestoreRunsDocument, { ids: some }).toPromise()
      case 'PROJECT':
        return client.mutation(RestoreProjectDocument, { id }).toPromise()
      case 'MODEL':
        return client.mutation(RestoreModelDocument, { id }).toPromise()
      case 'SWEEP':
        return client.mutation(RestoreSweepDocument, { id }).toPromise()
      case 'REPRESENTATION':
        return client.mutation(RestoreRepresentationDocument, { id }).toPromise()
      case 'ANALYSIS':
        return client.mutation(RestoreAnalysisDocument, { id }).toPromise()
      case 'PAIR_COMPARISON':
        return client.mutation(RestorePairDocument, { input: { id } }).toPromise()
    }
  }
  const restore = async () => {
    setState({ fetching: true })
    let error: CombinedError | undefined
    const all = await inBatches(ids, async (some) => {
      const answer = await send(some)
      error = answer.error
      return answer.data !== undefined && answer.data !== null
    })
    setState({ fetching: false, error })
    if (all) onRestored()
  }
  return { ...state, restore }
}
