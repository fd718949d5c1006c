import { AskAnalysisDocument, RepresentEpochsDocument } from '@mitoscope/schema/documents'
import type { Client, CombinedError } from 'urql'
import type { KeptEpochs } from './over-epochs.ts'

interface Asked extends Pick<KeptEpochs, 'kept' | 'missing'> {
  readonly runId: string
  readonly measure: string
}

/**
 * Has a measure computed of every epoch: of those that have a representation one by one, of the others as soon as that
 * is made. Calls back with how many have been asked of. What was answered is not computed again.
 */
export async function askEpochs(
  client: Client,
  { runId, measure, kept, missing }: Asked,
  onAsked: (count: number) => void,
): Promise<CombinedError | undefined> {
  if (missing.length > 0) {
    const input = { runId, checkpointIds: missing.map(({ id }) => id), analyses: [{ measure }] }
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
