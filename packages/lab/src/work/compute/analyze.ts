import { listScalars, slimResult } from '@mitoscope/analysis'
import { analyze as computeMeasures, openRepresentation } from '@mitoscope/analysis/compute'
import type { AnalysisOutput, AnalysisTask } from '../kinds/analyze-kind.ts'
import { encodeResult } from './encode-result.ts'
import { followPhases } from './follow-phases.ts'
import type { JobBody } from './job-body.ts'
import { openBlobSource } from '../../platform/blobs/open-blob-source.ts'
import { toStream } from './to-stream.ts'

/**
 * Computes one measure on one representation. Stores the result as JSON in the blob store, and returns the
 * part that its row stores.
 */
export const analyze: JobBody = async (
  input,
  { backend, blobs, report, signal },
): Promise<AnalysisOutput> => {
  const { fileName, blobHash, measure, options, seed, sizes, known } = input as AnalysisTask
  if (known) return known
  const onProgress = followPhases(report)
  onProgress('Reading', 0)
  const source = await openBlobSource(blobs, blobHash, fileName)
  const representation = await openRepresentation([source], { signal })
  const measures = [{ id: measure, options }]
  const analysis = await computeMeasures(representation, backend, {
    seed,
    sizes,
    measures,
    signal,
    onProgress,
  })
  const [result] = analysis.measures
  const { chunks, arrays } = encodeResult(result)
  const { hash, bytes } = await blobs.put(toStream(chunks))
  return {
    hash,
    bytes,
    result: slimResult(result.result),
    scalars: Object.fromEntries(listScalars(result.result).map(({ id, value }) => [id, value])),
    arrays,
    provenance: result.provenance,
    warnings: analysis.warnings,
  }
}
