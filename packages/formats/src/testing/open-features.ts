import { BadInput, printableShape } from '../bad-input.ts'
import { loadValues } from '../decode/load-values.ts'
import { requireFloats } from '../stored-tensor.ts'
import type { Format } from '../formats/format.ts'
import { recognizeFormat } from '../formats/recognize-format.ts'
import { guardSource } from '../byte-source.ts'
import { hashSources } from '../hash-sources.ts'
import { openRowStream, type RowStream } from '../rows/open-row-stream.ts'
import { memorySource } from './memory-source.ts'

/** File of features, opened as readers do. */
export interface OpenedFeatures {
  readonly format: Format
  /** Matrix "features.test". */
  readonly features: RowStream
  /** Stored names of all tensors; undefined for a tensor that is the whole file. */
  readonly names: readonly (string | undefined)[]
  /** Names of values that are not tensors. */
  readonly others: readonly string[]
  /** Loads all elements of a tensor, by its stored name. */
  values(name: string): Promise<number[]>
}

const MATRIX = 'features.test'

/**
 * Opens a file by its contents, as openRepresentation does: headers first, then all checksums. Rejects with
 * BadInput.
 */
export async function openFeatures(file: string, bytes: Uint8Array): Promise<OpenedFeatures> {
  const source = guardSource(memorySource(file, bytes))
  const format = await recognizeFormat(source)
  if (!format) throw new Error(`${file} was not recognized, nor refused`)
  const { tensors, others = [], checksums = [] } = await format.read(source)
  const open = async (wanted: string) => {
    const named = tensors.find(({ name }) => name === wanted || name?.endsWith(`/${wanted}`))
    const found = named ?? (tensors.length === 1 ? tensors[0] : undefined)
    if (!found) throw new BadInput(file, wanted, 'is missing', 'Save it too.')
    return found.open(wanted)
  }
  const matrix = await open(MATRIX)
  if (matrix.shape.length !== 2 || matrix.shape.includes(0)) {
    const problem = `has shape ${printableShape(matrix.shape)}, but features are a matrix [N, W]`
    throw new BadInput(file, MATRIX, problem, 'Pool or flatten to one row per input.')
  }
  requireFloats(matrix)
  await hashSources([source], new Map([[source, checksums]]))
  return {
    format,
    features: openRowStream(matrix),
    names: tensors.map(({ name }) => name),
    others,
    values: async (name) => [...(await loadValues(await open(name)))],
  }
}
