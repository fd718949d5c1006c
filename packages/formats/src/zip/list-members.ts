import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl'
import { BadInput, printable } from '../bad-input.ts'
import { type ByteSource, damaged } from '../byte-source.ts'
import { checkMember, rejectOverlaps, type ZipMember } from './zip-member.ts'

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

const WINDOW = 8192

/**
 * Adapter that lets yauzl read a ByteSource. Its many small reads are served from a window, so that they
 * cost few round trips.
 */
class SourceReader extends RandomAccessReader {
  readonly source: ByteSource
  /** Error of the source itself, which is not the archive's fault; undefined if there was none. */
  failure: unknown
  windowStart = 0
  window: Uint8Array = new Uint8Array(0)

  constructor(source: ByteSource) {
    super()
    this.source = source
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.load(position, length).then(
      (bytes) => {
        buffer.set(bytes, offset)
        callback(null, length)
      },
      (error: unknown) => {
        this.failure ??= error
        callback(error instanceof Error ? error : new Error(String(error)))
      },
    )
  }

  async load(position: number, length: number): Promise<Uint8Array> {
    const isHeld = position >= this.windowStart && position + length <= this.windowStart + this.window.length
    if (!isHeld) {
      const wanted = Math.max(length, Math.min(WINDOW, this.source.size - position))
      this.window = await this.source.read(position, wanted)
      this.windowStart = position
    }
    return this.window.subarray(position - this.windowStart, position - this.windowStart + length)
  }
}
