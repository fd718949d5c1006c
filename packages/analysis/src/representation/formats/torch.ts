import { BadInput } from '../bad-input.ts'
import type { ByteSource } from '../byte-source.ts'
import { unpickle } from '../pickle/unpickle.ts'
import { listMembers } from '../zip/list-members.ts'
import { readMemberStart, readSmallMember } from '../zip/member-extent.ts'
import { storedChecksums } from '../zip/stored-checksums.ts'
import { damaged } from '../guard-source.ts'
import { printable } from '../printable.ts'
import { openTorchTensor, type TorchArchive } from '../torch/open-tensor.ts'
import { refuseOldFormat } from '../torch/refuse-old-format.ts'
import { collectTensors } from '../torch/collect-tensors.ts'
import type { Format } from './format.ts'

const MOST_PICKLE = 1 << 20

/** A tensor, or a dict of tensors by name, as torch.save writes it since PyTorch 1.6. */
export const torch: Format = {
  title: 'PyTorch file',
  extensions: ['.pt', '.pth'],
  async list(source) {
    await refuseOldFormat(source)
    const archive = await openArchive(source)
    const { tensors, others } = collectTensors(unpickle(archive.pickle, source.name), source.name)
    return {
      tensors: tensors.map(({ name: stored, tensor }) => ({
        name: stored,
        open: async (name: string) => openTorchTensor(archive, tensor, name),
      })),
      others,
      checksums: storedChecksums([...archive.members.values()]),
    }
  },
}

async function openArchive(source: ByteSource): Promise<TorchArchive & { pickle: Uint8Array }> {
  const { name: file } = source
  const members = await listMembers(source)
  const names = [...members.keys()].filter((name) => /^[^/]*\/data\.pkl$/.test(name))
  const member = members.get(names[0])
  if (names.length !== 1 || !member)
    throw damaged(file, 'is a zip archive, but none that torch.save made (no data.pkl)')
  if (member.size > MOST_PICKLE) throw damaged(file, `has a pickle of ${member.size} bytes, more than 1 MB`)
  const prefix = member.name.slice(0, -'data.pkl'.length)
  const pickle = await readSmallMember(source, member)
  if (!pickle) throw refuseChecksum(file, member.name)
  const order = members.get(`${prefix}byteorder`)
  const word = order ? await readMemberStart(source, order, 8) : 'little'
  const byteOrder = Buffer.from(word).toString('latin1')
  if (byteOrder !== 'little' && byteOrder !== 'big') throw damaged(file, 'has an unknown byte order')
  return { source, members, prefix, bigEndian: byteOrder === 'big', pickle }
}

/** PyTorch can be told not to compute checksums, and then writes numbers that mean nothing. */
function refuseChecksum(file: string, member: string): BadInput {
  const option = 'torch.serialization.set_crc32_options(False)'
  const remedy = `The file is damaged, or was saved with ${option}: save it again with True.`
  return new BadInput(file, undefined, `has member ${printable(member)} with a wrong checksum`, remedy)
}
