import type { ByteSource } from '../byte-source.ts'
import { readNpyTensor } from '../npy/npy-array.ts'
import { isTorchArchive } from '../torch/archive-kind.ts'
import { listMembers } from '../zip/list-members.ts'
import { memberExtent, readMemberStart } from '../zip/member-extent.ts'
import { storedChecksums, type ZipMember } from '../zip/zip-member.ts'
import type { Format, ListedTensor } from './format.ts'

const SUFFIX = '.npy'

/** Format of numpy.savez and numpy.savez_compressed, a zip archive of arrays. */
export const npz: Format = {
  title: 'NumPy archive',
  extensions: ['.npz'],
  async sniff({ members }) {
    const names = (await members()) ?? []
    return names.some((name) => name.endsWith(SUFFIX)) && !isTorchArchive(names)
  },
  async read(source) {
    const members = [...(await listMembers(source)).values()]
    const arrays = members.filter((member) => member.name.endsWith(SUFFIX))
    return {
      tensors: arrays.map((member) => listArray(source, member)),
      others: members.filter((member) => !member.name.endsWith(SUFFIX)).map((member) => member.name),
      checksums: storedChecksums(members),
    }
  },
}

function listArray(source: ByteSource, member: ZipMember): ListedTensor {
  const bytes = {
    file: source.name,
    size: member.size,
    readStart: (length: number) => readMemberStart(source, member, length),
    after: (skip: number) => memberExtent(source, member, skip),
  }
  return { name: member.name.slice(0, -SUFFIX.length), open: (name) => readNpyTensor(bytes, name) }
}
