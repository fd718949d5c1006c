import { randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { openBucket, type Bucket } from '../blobs/bucket.ts'
import { explainDiskError } from '../blobs/explain-disk-error.ts'

/**
 * Staging area for the bytes of active uploads, by the upload's id or by a name that makeStagingName derives
 * from it. If the blobs are in object storage, so is the staging area, so that an upload can continue at any
 * server.
 */
export interface Staging {
  /** Returns the number of received bytes; 0 if there are none. */
  size(id: string): Promise<number>
  /**
   * Appends the bytes of the source at `offset`, which must be the current size, and returns the new size.
   * Bytes received before a failure of the source or this process are retained.
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

/** Opens staging of uploads as files that grow. */
export function openFolderStaging(folder: string): Staging {
  const place = (id: string) => join(folder, id)
  return {
    async size(id) {
      const found = await stat(place(id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return found?.size ?? 0
    },
    async write(id, offset, source) {
      try {
        await mkdir(folder, { recursive: true })
        const file = await open(place(id), 'a')
        try {
          for await (const chunk of source) {
            await file.writeFile(chunk)
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

/** Bytes that an interrupted sender repeats at most. */
const segmentBytes = 8 << 20
const digits = 15

interface Segment {
  readonly key: string
  readonly start: number
  readonly end: number
}

/**
 * Opens staging of uploads as objects `uploads/ID/OFFSET`, one for each received piece, which any
 * S3-compatible store supports; any server of the lab can continue where another stopped.
 */
function openBucketStaging(url: string): Staging {
  const bucket = openBucket(url)
  return {
    async size(id) {
      return (await segmentsOf(bucket, id)).at(-1)?.end ?? 0
    },
    async write(id, offset, source) {
      const saveSegment = async (bytes: Uint8Array) => {
        await bucket.put(`${folderOf(id)}${String(offset).padStart(digits, '0')}`, bytes)
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
        if (segment.end <= start || segment.start >= end) continue
        const from = Math.max(start, segment.start) - segment.start
        const to = Math.min(end, segment.end) - segment.start
        yield* bucket.read(segment.key, from, to)
      }
    },
    async remove(id) {
      // Overlapping ones of two senders at once too, so not by segmentsOf.
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
 * Lists the segments in order and without gaps. If two senders wrote the same range, the first that continues
 * the existing bytes counts.
 */
async function segmentsOf(bucket: Bucket, id: string): Promise<Segment[]> {
  const segments: Segment[] = []
  let reached = 0
  for await (const { key, bytes } of bucket.list(folderOf(id))) {
    const start = Number(key.slice(key.lastIndexOf('/') + 1))
    if (start !== reached) continue
    reached = start + bytes
    segments.push({ key, start, end: reached })
  }
  return segments
}
