import { randomUUID } from 'node:crypto'
import { constants, createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { openBucket, type Bucket } from '../../platform/blobs/bucket.ts'
import { ifMissing } from '../../platform/files/if-missing.ts'
import { explainDiskError } from '../../platform/blobs/explain-disk-error.ts'

/**
 * Staging area for the bytes of active uploads, by the upload's id or by a name that makeStagingName derives
 * from it. If the blobs are in object storage, so is the staging area, so that an upload can continue at any
 * server.
 */
export interface Staging {
  /** Returns the number of received bytes; 0 if there are none. */
  size(id: string): Promise<number>
  /**
   * Stores the bytes of the source from `offset` on, which must be the size as it was last asked for, and returns
   * the offset behind them. Bytes received before a failure of the source or this process are retained. Another
   * server may have stored bytes of the same range meanwhile: the size never decreases by that.
   */
  write(id: string, offset: number, source: AsyncIterable<Uint8Array>): Promise<number>
  /** Yields the bytes from `start` to `end` (exclusive). */
  read(id: string, start?: number, end?: number): AsyncIterable<Uint8Array>
  remove(id: string): Promise<void>
  /** Lists the names with received bytes. */
  list(): AsyncIterable<string>
}

/** Returns a name for bytes of an upload that are separate from those of other senders. */
export function makeStagingName(uploadId: string): string {
  return `${uploadId}.${randomUUID()}`
}

/** Returns the id of the upload that staged bytes belong to. */
export function uploadIdOf(name: string): string {
  return name.split('.')[0]
}

/** Location of a lab's data. */
export interface LabPlace {
  readonly folder: string
  readonly blobUrl?: string
}

/** Opens the staging area of the lab in a folder, or of the lab whose blobs are at a URL. */
export function openStaging({ folder, blobUrl }: LabPlace): Staging {
  return blobUrl === undefined ? openFolderStaging(join(folder, 'uploads')) : openBucketStaging(blobUrl)
}

/** Flags that open a file for writing: a missing one is made, the bytes of another one stay. */
const writeOrCreate = constants.O_WRONLY | constants.O_CREAT

/** Opens staging of uploads as files that grow. */
export function openFolderStaging(folder: string): Staging {
  const place = (id: string) => join(folder, id)
  return {
    async size(id) {
      const found = await stat(place(id)).catch(ifMissing(undefined))
      return found?.size ?? 0
    },
    async write(id, offset, source) {
      try {
        await mkdir(folder, { recursive: true })
        // At their place, not at the end: servers that share the folder may both have a sender of this upload.
        const file = await open(place(id), writeOrCreate)
        try {
          for await (const chunk of source) {
            await writeAt(file, chunk, offset)
            offset += chunk.length
          }
          await file.sync()
        } finally {
          await file.close()
        }
        return offset
      } catch (error) {
        throw explainDiskError(error, folder)
      }
    },
    read: (id, start = 0, end) =>
      createReadStream(place(id), { start, end: end === undefined ? undefined : end - 1 }),
    remove: (id) => rm(place(id), { force: true }),
    async *list() {
      yield* await readdir(folder).catch(() => [])
    },
  }
}

async function writeAt(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0
  while (written < bytes.length) {
    // A disk that is almost full takes less than it is given.
    const { bytesWritten } = await file.write(bytes, written, bytes.length - written, position + written)
    written += bytesWritten
  }
}

/** Bytes that an interrupted sender repeats at most. */
const segmentBytes = 8 << 20
const digits = 15

/** Object with received bytes. */
interface Segment {
  readonly key: string
  /** Offset of the object's first byte in the file. */
  readonly start: number
  readonly end: number
}

/** Segment that counts, from an offset on that the ones before it do not reach. */
interface CountedSegment extends Segment {
  readonly from: number
}

/**
 * Opens staging of uploads as objects `uploads/ID/OFFSET.RANDOM`, one for each received piece, which any
 * S3-compatible store supports; any server of the lab can continue where another stopped. No object is ever
 * overwritten: a sender that stalled at another server may come late with fewer bytes of the same offset.
 * Earlier versions wrote `uploads/ID/OFFSET`.
 */
function openBucketStaging(url: string): Staging {
  const bucket = openBucket(url)
  return {
    async size(id) {
      return (await segmentsOf(bucket, id)).at(-1)?.end ?? 0
    },
    async write(id, offset, source) {
      const saveSegment = async (bytes: Uint8Array) => {
        const name = `${String(offset).padStart(digits, '0')}.${randomUUID()}`
        await bucket.put(`${folderOf(id)}${name}`, bytes)
        offset += bytes.length
      }
      let chunks: Uint8Array[] = []
      let heldBytes = 0
      const flush = async () => {
        if (heldBytes > 0) await saveSegment(Buffer.concat(chunks))
        chunks = []
        heldBytes = 0
      }
      try {
        for await (const chunk of source) {
          chunks.push(Buffer.from(chunk))
          heldBytes += chunk.length
          if (heldBytes >= segmentBytes) await flush()
        }
      } finally {
        await flush()
      }
      return offset
    },
    async *read(id, start = 0, end = Infinity) {
      for (const segment of await segmentsOf(bucket, id)) {
        if (segment.end <= start || segment.from >= end) continue
        const from = Math.max(start, segment.from) - segment.start
        const to = Math.min(end, segment.end) - segment.start
        yield* bucket.read(segment.key, from, to)
      }
    },
    async remove(id) {
      // Those that do not count too, so not by segmentsOf.
      for await (const { key } of bucket.list(folderOf(id))) await bucket.delete(key)
    },
    async *list() {
      let last: string | undefined
      for await (const { key } of bucket.list('uploads/')) {
        const id = key.split('/')[1]
        if (id !== last) yield id
        last = id
      }
    },
  }
}

function folderOf(id: string): string {
  return `uploads/${id}/`
}

/**
 * Lists the segments that count, in order and without gaps: of those that begin within the bytes reached so
 * far, the one that reaches furthest. So a segment that is added never makes an upload shorter.
 */
async function segmentsOf(bucket: Bucket, id: string): Promise<CountedSegment[]> {
  const waiting: Segment[] = []
  for await (const { key, bytes } of bucket.list(folderOf(id))) {
    const start = Number.parseInt(key.slice(folderOf(id).length), 10)
    waiting.push({ key, start, end: start + bytes })
  }
  waiting.sort((a, b) => a.start - b.start)
  const counted: CountedSegment[] = []
  let from = 0
  let next = 0
  while (true) {
    let furthest: Segment | undefined
    for (; next < waiting.length && waiting[next].start <= from; next++)
      if (waiting[next].end > (furthest?.end ?? from)) furthest = waiting[next]
    if (!furthest) return counted
    counted.push({ ...furthest, from })
    from = furthest.end
  }
}
