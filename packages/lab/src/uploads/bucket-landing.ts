import { openBucket, type Bucket } from '../blobs/bucket.ts'
import type { Landing } from './landing.ts'

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
export function openBucketLanding(url: string): Landing {
  const bucket = openBucket(url)
  return {
    async size(id) {
      return (await segmentsOf(bucket, id)).at(-1)?.end ?? 0
    },
    async write(id, offset, source) {
      const keep = async (bytes: Uint8Array) => {
        await bucket.put(`${folderOf(id)}${String(offset).padStart(digits, '0')}`, bytes)
        offset += bytes.length
      }
      let chunks: Uint8Array[] = []
      let held = 0
      const flush = async () => {
        if (held > 0) await keep(Buffer.concat(chunks))
        chunks = []
        held = 0
      }
      try {
        for await (const chunk of source) {
          chunks.push(Buffer.from(chunk))
          held += chunk.length
          if (held >= segmentBytes) await flush()
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
