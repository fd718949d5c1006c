import { BadInput } from '../bad-input.ts'
import type { ByteSource } from '../byte-source.ts'
import { itemSize } from '../dtype.ts'
import { damaged } from '../guard-source.ts'
import type { PickleTensor } from '../pickle/pickle-value.ts'
import { printableShape } from '../printable.ts'
import { countElements, spanOf, type StoredTensor } from '../stored-tensor.ts'
import { memberExtent } from '../zip/member-extent.ts'
import type { ZipMember } from '../zip/zip-member.ts'

/** A file of torch.save, its pickle apart. */
export interface TorchArchive {
  readonly source: ByteSource
  readonly members: ReadonlyMap<string, ZipMember>
  /** Folder that all members lie in, with its slash. */
  readonly prefix: string
  readonly bigEndian: boolean
}

/** Finds a tensor's bytes in its archive. Throws BadInput when the storage is missing or too small for it. */
export function openTorchTensor(archive: TorchArchive, tensor: PickleTensor, name: string): StoredTensor {
  const { source, members, prefix, bigEndian } = archive
  const { storage, dtype, shape, strides, offset } = tensor
  const file = source.name
  const member = members.get(`${prefix}data/${storage.key}`)
  if (!member) throw damaged(file, `lacks its storage data/${storage.key}`, name)
  const stored: StoredTensor = {
    file,
    name,
    shape,
    dtype,
    bigEndian,
    strides,
    offset,
    extent: memberExtent(source, member),
  }
  const size = itemSize(dtype)
  const count = countElements(shape)
  if (count === undefined) throw damaged(file, `has the impossible shape ${printableShape(shape)}`, name)
  // A type that is not supported is refused where the tensor is needed; an empty tensor needs no bytes.
  if (size === undefined || count === 0) return stored
  const bytes = storage.count * (storage.dtype === 'bytes' ? 1 : size)
  if (bytes !== member.size)
    throw damaged(file, `has ${member.size} bytes in a storage that should have ${bytes}`, name)
  const available = Math.floor(member.size / size)
  const last = offset + spanOf(stored)
  if (!(last <= available)) throw damaged(file, `reaches element ${last} of a storage of ${available}`, name)
  if (count > available) {
    const problem = `is an expanded view: ${count} elements on a storage of ${available}`
    throw new BadInput(file, name, problem, 'Save x.contiguous() in its place.')
  }
  return stored
}
