import { BadInput, printable } from '../bad-input.ts'
import { type ByteSource, damaged } from '../byte-source.ts'
import { unpickle } from '../pickle/unpickle.ts'
import { listMembers } from '../zip/list-members.ts'
import { memberExtent, readMemberStart, readSmallMember } from '../zip/member-extent.ts'
import { storedChecksums, type ZipMember } from '../zip/zip-member.ts'
import { isTorchArchive } from '../torch/archive-kind.ts'
import { listTorchTensors } from '../torch/collect-tensors.ts'
import type { TorchFile } from '../torch/open-tensor.ts'
import type { Format } from './format.ts'
import { isLegacyTorch, LEGACY_START, readLegacyTorch } from '../torch/legacy-torch.ts'

const MOST_PICKLE = 8 << 20

/**
 * Format of torch.save, one tensor or a dict of tensors by name: an archive since PyTorch 1.6, pickles
 * before.
 */
export const torch: Format = {
  title: 'PyTorch file',
  extensions: ['.pt', '.pth', '.pth.tar', '.ckpt', '.bin'],
  async sniff({ start, members }) {
    if (isLegacyTorch(start)) return true
    const names = await members()
    return names !== undefined && isTorchArchive(names)
  },
  async read(source) {
    const start = await source.read(0, Math.min(LEGACY_START, source.size))
    if (isLegacyTorch(start)) return readLegacyTorch(source)
    const { pickle, members, ...torchFile } = await openArchive(source)
    const listing = listTorchTensors(torchFile, unpickle(pickle, source.name))
    return { ...listing, checksums: storedChecksums(members) }
  },
}

interface TorchArchive extends TorchFile {
  readonly pickle: Uint8Array
  readonly members: readonly ZipMember[]
}

async function openArchive(source: ByteSource): Promise<TorchArchive> {
  const { name: file } = source
  const members = await listMembers(source)
  const names = [...members.keys()].filter((name) => /^[^/]*\/data\.pkl$/.test(name))
  const member = members.get(names[0])
  if (names.length !== 1 || !member)
    throw damaged(file, 'is a zip archive, but none that torch.save made (no data.pkl)')
  if (member.size > MOST_PICKLE) throw damaged(file, `has a pickle of ${member.size} bytes, more than 8 MB`)
  const prefix = member.name.slice(0, -'data.pkl'.length)
  const pickle = await readSmallMember(source, member)
  if (!pickle) throw checksumError(file, member.name)
  const order = members.get(`${prefix}byteorder`)
  const word = order ? await readMemberStart(source, order, 8) : 'little'
  const byteOrder = Buffer.from(word).toString('latin1')
  if (byteOrder !== 'little' && byteOrder !== 'big') throw damaged(file, 'has an unknown byte order')
  const storage = (key: string) => {
    const found = members.get(`${prefix}data/${key}`)
    return found && memberExtent(source, found)
  }
  return { file, bigEndian: byteOrder === 'big', storage, pickle, members: [...members.values()] }
}

/**
 * Creates the error for a wrong checksum. PyTorch can be told not to compute them, and then writes arbitrary
 * ones.
 */
function checksumError(file: string, member: string): BadInput {
  const option = 'torch.serialization.set_crc32_options(False)'
  const remedy = `The file is damaged, or was saved with ${option}: save it again with True.`
  return new BadInput(file, undefined, `has member ${printable(member)} with a wrong checksum`, remedy)
}
