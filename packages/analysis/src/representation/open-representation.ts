import {
  BadInput,
  type ByteSource,
  guardSource,
  hashSources,
  knownExtensions,
  openRowStream,
  type StoredTensor,
} from '@mitoscope/formats'
import { checkShapes } from './check-shapes.ts'
import { findTensors } from './find-tensors.ts'
import { siteOf } from './site-of.ts'
import { loadLabels, loadPermutations, loadReadout } from './load-parts.ts'
import type { Representation, Split, TensorName, Warning } from './representation.ts'
import { warnAbsentClasses } from './warn-absent-classes.ts'

/**
 * Opens a representation from one archive or from several files, in any of the formats of
 * formats/formats.ts. Headers are checked first; then every file is read once for its hash and checksums;
 * labels, readout and recorded draws are loaded and checked. Features are not loaded: RowStream.blocks reads
 * them, and also finds NaN and infinities.
 *
 * Rejects with BadInput for invalid bytes, with the signal's reason once it is aborted (which ends the
 * blocks too), and with the source's own error if a read fails.
 */
export async function openRepresentation(
  sources: readonly ByteSource[],
  options: { readonly signal?: AbortSignal } = {},
): Promise<Representation> {
  checkNames(sources)
  const guarded = sources.map((source) => guardSource(source, options.signal))
  const { tensors, checksums, metadata, warnings: found, describe } = await findTensors(guarded)
  const file = sources.length === 1 ? sources[0].name : `${sources.length} files`
  const width = checkShapes(tensors, file, tensors.has('features.test') ? '' : await describe())
  const inputHash = await hashSources(guarded, checksums)
  const warnings: Warning[] = [...found]
  const [weight, permutations] = [tensors.get('readout.weight'), tensors.get('permutations')]
  const readout = weight && (await loadReadout(weight, tensors.get('readout.bias'), width, warnings))
  const test = await openSplit('test', tensors, readout?.classes, warnings)
  const train = await openSplit('train', tensors, readout?.classes, warnings)
  if (!test) throw new Error('features.test was checked to be there')
  warnings.push(...warnAbsentClasses(test, train, readout?.classes))
  warnUnused(tensors, warnings)
  const draws = permutations && (await loadPermutations(permutations))
  const site = siteOf(metadata)
  return {
    width,
    ...(site && { site }),
    test,
    ...(train && { train }),
    ...(readout && { readout }),
    ...(draws && { permutations: draws }),
    inputHash,
    contents: describe,
    warnings,
  }
}

async function openSplit(
  split: 'test' | 'train',
  tensors: ReadonlyMap<TensorName, StoredTensor>,
  classes: number | undefined,
  warnings: Warning[],
): Promise<Split | undefined> {
  const features = tensors.get(`features.${split}`)
  const labels = tensors.get(`labels.${split}`)
  if (!features) return undefined
  const stream = openRowStream(features)
  return labels
    ? { features: stream, labels: await loadLabels(labels, classes, warnings) }
    : { features: stream }
}

function warnUnused(tensors: ReadonlyMap<TensorName, StoredTensor>, warnings: Warning[]): void {
  if (tensors.has('labels.train') && !tensors.has('features.train')) {
    warnings.push({
      code: 'labels-without-features',
      message: 'Ignored labels.train: there is no features.train.',
    })
  }
  if (tensors.has('readout.bias') && !tensors.has('readout.weight')) {
    warnings.push({
      code: 'bias-without-weight',
      message: 'Ignored readout.bias: there is no readout.weight.',
    })
  }
}

function checkNames(sources: readonly ByteSource[]): void {
  if (sources.length === 0) {
    throw new BadInput('input', undefined, 'has no files', `Give at least one of ${knownExtensions()}.`)
  }
  const names = new Set<string>()
  for (const { name } of sources) {
    if (names.has(name))
      throw new BadInput(name, undefined, 'was given twice', 'Give each file once, under its own name.')
    names.add(name)
  }
}
