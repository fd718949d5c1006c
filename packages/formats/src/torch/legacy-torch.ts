import { storedExtent, type Extent } from '../extent.ts'
import { BadInput, printable } from '../bad-input.ts'
import { type ByteSource, damaged } from '../byte-source.ts'
import { ByteCursor } from '../pickle/byte-cursor.ts'
import { isKind, type PickleStorage, type PickleValue } from '../pickle/pickle-value.ts'
import { itemSize } from '../stored-tensor.ts'
import { unpickleNext } from '../pickle/unpickle.ts'
import { listTorchTensors } from './collect-tensors.ts'
import type { Listing } from '../formats/format.ts'

const MOST_PICKLES = 8 << 20
/**
 * Pickle of the integer 0x1950a86a20f9469cfc6c less its first two bytes, which give the protocol; every file
 * of this format begins with that pickle.
 */
const MAGIC = '\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.'

/** Number of bytes at the start of a file by which this format is recognized. */
export const LEGACY_START = 32

/**
 * Reads the format that torch.save wrote before PyTorch 1.6, and still writes on request: five pickles, then
 * the storages.
 */
export async function readLegacyTorch(source: ByteSource): Promise<Listing> {
  const { name: file } = source
  const start = await source.read(0, Math.min(source.size, MOST_PICKLES))
  const storages = new Map<string, PickleStorage>()
  const cursor = new ByteCursor(start, file)
  const next = () => readNext(cursor, source, storages)
  next()
  const version = next()
  if (version !== 1001) {
    const remedy = 'Save it again with a current PyTorch: torch.save(torch.load(path), path).'
    throw new BadInput(
      file,
      undefined,
      `has version ${String(version)} of PyTorch's old format; 1001 is read`,
      remedy,
    )
  }
  const system = next()
  const content = next()
  const keys = next()
  const extents = await findStorages(source, cursor.at, keys, storages)
  const bigEndian = isKind(system, 'dict') && system.entries.get('little_endian') === false
  return listTorchTensors({ file, bigEndian, storage: (key) => extents.get(key) }, content)
}

export function isLegacyTorch(start: Uint8Array): boolean {
  const text = Buffer.from(start.subarray(0, LEGACY_START)).toString('latin1')
  return text[0] === '\x80' && text.startsWith(MAGIC, 2)
}

function readNext(
  cursor: ByteCursor,
  { name, size }: ByteSource,
  storages: Map<string, PickleStorage>,
): PickleValue {
  try {
    return unpickleNext(cursor, (storage) => storages.set(storage.key, storage))
  } catch (error) {
    if (cursor.at < MOST_PICKLES - 8 || size <= MOST_PICKLES) throw error
    throw damaged(name, `has pickles of more than ${MOST_PICKLES >> 20} MB`)
  }
}

/**
 * Finds the storages, which follow in the order of the keys, each as its number of elements and then these.
 * Throws BadInput if one is unknown or ends after the file.
 */
async function findStorages(
  source: ByteSource,
  from: number,
  keys: PickleValue,
  storages: ReadonlyMap<string, PickleStorage>,
): Promise<Map<string, Extent>> {
  const extents = new Map<string, Extent>()
  if (!isKind(keys, 'list')) throw damaged(source.name, 'has no list of its storages')
  let at = from
  for (const key of keys.items) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined
    if (!storage)
      throw damaged(source.name, `lists a storage ${printable(String(key))} that no tensor refers to`)
    const head = await source.read(at, 8)
    const count = Number(new DataView(head.buffer, head.byteOffset).getBigInt64(0, true))
    const bytes = storage.dtype === 'bytes' ? 1 : (itemSize(storage.dtype) ?? WIDE[storage.dtype])
    if (bytes === undefined)
      throw damaged(source.name, `has a storage of ${storage.dtype}, of unknown length`)
    const length = count * bytes
    if (!(count >= 0) || at + 8 + length > source.size)
      throw damaged(
        source.name,
        `ends at byte ${source.size}, within a storage that needs ${at + 8 + length}`,
      )
    extents.set(storage.key, storedExtent(source, at + 8, length))
    at += 8 + length
  }
  return extents
}

/** Bytes per element of types whose values are not read. */
const WIDE: Readonly<Record<string, number>> = {
  complex64: 8,
  complex128: 16,
  qint8: 1,
  quint8: 1,
  qint32: 4,
}
