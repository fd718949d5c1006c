import {
  BadInput,
  type ByteSource,
  checkShards,
  type Checksum,
  knownExtensions,
  type ListedTensor,
  printable,
  printableList,
  printableShape,
  readShardIndex,
  recognizeFormat,
  requireShards,
  type ShardIndex,
  type StoredTensor,
} from '@mitoscope/formats'
import {
  isTensorName,
  TENSOR_NAMES,
  type TensorName,
  tensorNameOfFile,
  type Warning,
} from './representation.ts'

/** Tensors that the headers of the files describe. */
export interface FoundTensors {
  readonly tensors: ReadonlyMap<TensorName, StoredTensor>
  /** Checksums to verify while each file is hashed. */
  readonly checksums: ReadonlyMap<ByteSource, readonly Checksum[]>
  /** Name of each file's format, by the file's name. */
  readonly formats: ReadonlyMap<string, string>
  /** Texts by name that the files say about themselves. */
  readonly metadata: Readonly<Record<string, string>>
  readonly warnings: readonly Warning[]
  /** Describes all tensors in one sentence, with names, types and shapes. */
  describe(): Promise<string>
}

/**
 * Finds the tensors of a representation in its files, whatever the files are called. Rejects with BadInput
 * for damaged files, for files of another kind, and for a tensor that occurs twice.
 */
export async function findTensors(sources: readonly ByteSource[]): Promise<FoundTensors> {
  const tensors = new Map<TensorName, StoredTensor>()
  const checksums = new Map<ByteSource, readonly Checksum[]>()
  const formats = new Map<string, string>()
  const metadata: Record<string, string> = {}
  const unknownFiles: string[] = []
  const unknownTensors: string[] = []
  const listed = new Map<string, readonly ListedTensor[]>()
  const indices = await readIndices(sources)
  for (const source of sources) {
    if (indices.has(source)) continue
    const format = await recognizeFormat(source, sources.length > 1)
    if (!format) {
      unknownFiles.push(source.name)
      continue
    }
    const listing = await format.read(source)
    formats.set(source.name, format.title)
    checksums.set(source, listing.checksums ?? [])
    listed.set(source.name, listing.tensors)
    Object.assign(metadata, listing.metadata)
    for (const other of listing.others ?? []) unknownTensors.push(other)
    const names = chooseNames(
      listing.tensors.map(({ name }) => name),
      source.name,
    )
    for (const tensor of listing.tensors) {
      const alone = listing.tensors.length === 1 ? tensorNameOfFile(source.name) : undefined
      const name = (tensor.name !== undefined && names.get(tensor.name)) || alone
      if (name) tensors.set(name, await openOnce(tensor, name, tensors.get(name), source.name))
      else unknownTensors.push(tensor.name ?? source.name)
    }
  }
  for (const index of indices.values()) checkShards(index, namesByFile(listed))
  return {
    tensors,
    checksums,
    formats,
    metadata,
    warnings: warn(unknownFiles, unknownTensors),
    describe: () => describeTensors(listed),
  }
}

async function readIndices(sources: readonly ByteSource[]): Promise<Map<ByteSource, ShardIndex>> {
  const given = new Set(sources.map(({ name }) => name))
  const indices = new Map<ByteSource, ShardIndex>()
  for (const source of sources) {
    const index = await readShardIndex(source)
    if (!index) continue
    requireShards(index, given)
    indices.set(source, index)
  }
  return indices
}

function namesByFile(
  listed: ReadonlyMap<string, readonly ListedTensor[]>,
): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    [...listed].map(([file, tensors]) => [file, new Set(tensors.map(({ name }) => name ?? file))]),
  )
}

async function openOnce(
  listed: ListedTensor,
  name: TensorName,
  other: StoredTensor | undefined,
  file: string,
): Promise<StoredTensor> {
  if (!other) return dropUnitAxes(await listed.open(name))
  const where = other.file === file ? 'is there twice' : `is also in ${other.file}`
  throw new BadInput(file, name, where, 'Leave one of the two out: a representation is of one training run.')
}

function warn(files: readonly string[], tensors: readonly string[]): Warning[] {
  const warnings: Warning[] = []
  if (files.length > 0) {
    const message = `Ignored ${printableList(files)}: their contents are of none of the formats of ${knownExtensions()} files.`
    warnings.push({ code: 'unknown-file', message })
  }
  if (tensors.length > 0) {
    const message = `Ignored ${printableList(tensors)}: the names that are read are ${TENSOR_NAMES.join(', ')}.`
    warnings.push({ code: 'unknown-tensor', message })
  }
  return warnings
}

/**
 * Maps each stored name to the name of its tensor: the name itself, or its end after the folder
 * ("run1/features.test") or the dict ("state_dict/readout.weight") that holds the tensors of one
 * representation. Throws BadInput if several folders hold features.test, since it is not known which is
 * meant.
 */
function chooseNames(stored: readonly (string | undefined)[], file: string): Map<string, TensorName> {
  const chosen = new Map<string, TensorName>()
  const folders = new Map<string, Map<string, TensorName>>()
  for (const name of stored) {
    if (name === undefined) continue
    if (isTensorName(name)) chosen.set(name, name)
    const slash = name.lastIndexOf('/')
    const last = name.slice(slash + 1)
    if (slash < 0 || !isTensorName(last)) continue
    const folder = name.slice(0, slash + 1)
    folders.set(folder, (folders.get(folder) ?? new Map()).set(name, last))
  }
  const whole = [...folders].filter(([, names]) => [...names.values()].includes('features.test'))
  const candidates = whole.length > 0 ? whole : [...folders]
  if (candidates.length > 1 && !chosen.has('features.test')) {
    const problem = `holds tensors of several representations, in the folders ${printableList(
      candidates.map(([folder]) => folder),
      24,
    )}`
    throw new BadInput(file, undefined, problem, 'Save the tensors of one of them in a file of their own.')
  }
  if (candidates.length === 1) {
    const taken = new Set(chosen.values())
    for (const [name, tensor] of candidates[0][1]) if (!taken.has(tensor)) chosen.set(name, tensor)
  }
  return chosen
}

/**
 * Reshapes features [N, C, 1, 1], as global pooling leaves them, or a readout that is a 1 × 1 convolution,
 * to [N, C].
 */
function dropUnitAxes(tensor: StoredTensor): StoredTensor {
  const { name, shape, strides } = tensor
  const isMatrix = name.startsWith('features.') || name === 'readout.weight'
  if (!isMatrix || shape.length !== 4 || shape[2] !== 1 || shape[3] !== 1) return tensor
  return { ...tensor, shape: shape.slice(0, 2), strides: strides.slice(0, 2) }
}

/** Maximum number of tensors that a message lists. */
const MOST_LISTED = 36

/**
 * Describes the tensors of each file in one sentence, with names, types and shapes, for messages about a
 * missing tensor.
 */
async function describeTensors(listed: ReadonlyMap<string, readonly ListedTensor[]>): Promise<string> {
  const parts: string[] = []
  let total = 0
  for (const [file, tensors] of listed) {
    total += tensors.length
    for (const tensor of tensors.slice(0, MOST_LISTED - parts.length)) {
      const name = tensor.name === undefined ? file : tensor.name
      const where = listed.size > 1 && tensor.name !== undefined ? ` in ${file}` : ''
      parts.push(`${printable(name)} (${await describe(tensor, name)})${where}`)
    }
  }
  if (total === 0) return 'The file holds no tensors.'
  const more = total > parts.length ? ` and ${total - parts.length} more` : ''
  return `Found: ${parts.join(', ')}${more}.`
}

async function describe(tensor: ListedTensor, name: string): Promise<string> {
  try {
    const { dtype, shape } = await tensor.open(name)
    return `${dtype} ${printableShape(shape)}`
  } catch (error) {
    if (error instanceof BadInput) return 'not readable'
    throw error
  }
}
