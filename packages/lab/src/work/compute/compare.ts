import { compareRepresentations, openRepresentation } from '@mitoscope/analysis/compute'
import type { CompareOutput, CompareTask } from '../kinds/compare-kind.ts'
import { followPhases } from './follow-phases.ts'
import type { JobBody } from './job-body.ts'
import { openBlobSource } from '../../platform/blobs/open-blob-source.ts'

/** Computes one measure between two representations. */
export const compare: JobBody = async (input, { backend, blobs, report, signal }): Promise<CompareOutput> => {
  const { files, measure, options, known } = input as CompareTask
  if (known) return known
  const onProgress = followPhases(report)
  onProgress('Reading', 0)
  const [first, second] = await Promise.all(
    files.map(async ({ blobHash, fileName }) =>
      openRepresentation([await openBlobSource(blobs, blobHash, fileName)], { signal }),
    ),
  )
  const measures = [{ id: measure, options }]
  const found = await compareRepresentations(first, second, backend, { measures, signal, onProgress })
  const [{ result, provenance }] = found.measures
  return {
    scalars: result.shape === 'scalars' ? [...result.scalars] : [],
    provenance,
    warnings: found.warnings,
  }
}
