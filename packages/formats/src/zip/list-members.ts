import { fromRandomAccessReaderPromise, type Entry, type ZipFile } from 'yauzl'
import { BadInput } from '../bad-input.ts'
import type { ByteSource } from '../byte-source.ts'
import { damaged } from '../guard-source.ts'
import { printable } from '../printable.ts'
import { checkMember, rejectOverlaps } from './check-members.ts'
import { SourceReader } from './source-reader.ts'
import type { ZipMember } from './zip-member.ts'

const MOST_MEMBERS = 10_000

/**
 * Lists the members of a zip archive by name, without folders. Rejects with BadInput if the archive is
 * damaged, contradicts itself (members that overlap or share a name), or uses a compression other than
 * deflate.
 */
export async function listMembers(source: ByteSource): Promise<Map<string, ZipMember>> {
  const reader = new SourceReader(source)
  try {
    const zip = await fromRandomAccessReaderPromise(reader, source.size, {
      decodeStrings: false,
      autoClose: false,
    })
    if (zip.entryCount > MOST_MEMBERS) {
      const problem = `says it has ${zip.entryCount} members, more than the ${MOST_MEMBERS} that are read`
      throw new BadInput(source.name, undefined, problem, 'Save only the tensors that are needed.')
    }
    return await readMembers(zip, source.name)
  } catch (error) {
    if (error instanceof BadInput) throw error
    if (reader.failure !== undefined) throw reader.failure
    throw damaged(
      source.name,
      `is not a readable zip archive (${error instanceof Error ? error.message : error})`,
    )
  }
}

async function readMembers(zip: ZipFile, file: string): Promise<Map<string, ZipMember>> {
  const members = new Map<string, ZipMember>()
  const ranges: { start: number; end: number; name: string }[] = []
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry)
    const local = await zip.readLocalFileHeaderPromise(entry)
    const end = local.fileDataStart + entry.compressedSize
    ranges.push({ start: entry.relativeOffsetOfLocalHeader, end, name })
    if (!local.fileName.equals(entry.fileNameRaw) || local.compressionMethod !== entry.compressionMethod) {
      throw damaged(file, `describes member ${printable(name)} in two ways that differ`)
    }
    if (name.endsWith('/')) continue
    if (members.has(name)) throw damaged(file, `has two members named ${printable(name)}`)
    members.set(name, checkMember(entry, name, local.fileDataStart, file))
  }
  rejectOverlaps(ranges, file)
  return members
}

/** Decodes a name as UTF-8: NumPy and PyTorch write nothing else, and no name is ever used as a path. */
function nameOf(entry: Entry): string {
  return entry.fileNameRaw.toString('utf8')
}
