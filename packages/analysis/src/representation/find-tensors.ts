import { BadInput } from './bad-input.ts'
import type { ByteSource } from './byte-source.ts'
import { formatOfFile, knownExtensions } from './formats/formats.ts'
import type { Checksum, ListedTensor, Listing } from './formats/format.ts'
import { printableList } from './printable.ts'
import type { Warning } from './representation.ts'
import type { StoredTensor } from './stored-tensor.ts'
import { isTensorName, tensorNameOfFile, TENSOR_NAMES, type TensorName } from './tensor-names.ts'

/** What the files hold, by their headers. */
export interface FoundTensors {
  readonly tensors: ReadonlyMap<TensorName, StoredTensor>
  /** To verify while each file is hashed. */
  readonly checksums: ReadonlyMap<ByteSource, readonly Checksum[]>
  readonly warnings: readonly Warning[]
}

/** Finds the tensors of a representation in its files. Rejects with BadInput for damaged files and for doubled tensors. */
export async function findTensors(sources: readonly ByteSource[]): Promise<FoundTensors> {
  const tensors = new Map<TensorName, StoredTensor>()
  const checksums = new Map<ByteSource, readonly Checksum[]>()
  const unknownFiles: string[] = []
  const unknownTensors: string[] = []
  for (const source of sources) {
    const listing = await listFile(source, sources.length > 1)
    if (!listing) {
      unknownFiles.push(source.name)
      continue
    }
    checksums.set(source, listing.checksums ?? [])
    for (const other of listing.others ?? []) unknownTensors.push(other)
    for (const listed of listing.tensors) {
      const name = nameOf(listed, source.name, listing.tensors.length === 1)
      if (!name) unknownTensors.push(listed.name ?? source.name)
      else tensors.set(name, await openOnce(listed, name, tensors.get(name), source.name))
    }
  }
  return { tensors, checksums, warnings: warn(unknownFiles, unknownTensors) }
}

async function listFile(source: ByteSource, isOneOfMany: boolean): Promise<Listing | undefined> {
  const format = formatOfFile(source.name)
  if (!format && isOneOfMany) return undefined
  if (!format) {
    throw new BadInput(
      source.name,
      undefined,
      'has no known file name extension',
      `Known ones: ${knownExtensions()}.`,
    )
  }
  if (source.size === 0)
    throw new BadInput(source.name, undefined, 'is empty', 'Save it again, or copy it again.')
  return format.list(source)
}

/** A tensor goes by the name it is stored under; one that is alone in its file may go by the file's. */
function nameOf({ name }: ListedTensor, file: string, isAlone: boolean): TensorName | undefined {
  if (isTensorName(name)) return name
  return isAlone ? tensorNameOfFile(file) : undefined
}

async function openOnce(
  listed: ListedTensor,
  name: TensorName,
  other: StoredTensor | undefined,
  file: string,
): Promise<StoredTensor> {
  if (!other) return listed.open(name)
  const where = other.file === file ? 'is there twice' : `is also in ${other.file}`
  throw new BadInput(file, name, where, 'Leave one of the two out: a representation is of one training run.')
}

function warn(files: readonly string[], tensors: readonly string[]): Warning[] {
  const warnings: Warning[] = []
  if (files.length > 0) {
    const message = `Ignored ${printableList(files)}: only ${knownExtensions()} files are read.`
    warnings.push({ code: 'unknown-file', message })
  }
  if (tensors.length > 0) {
    const message = `Ignored ${printableList(tensors)}: the names that are read are ${TENSOR_NAMES.join(', ')}.`
    warnings.push({ code: 'unknown-tensor', message })
  }
  return warnings
}
