import type { ByteSource } from '@mitoscope/formats'
import type { BlobStore } from './blob-store.ts'

/** Page size in bytes. Headers and directories are read in many small pieces; pages save one request for each. */
const pageBytes = 1 << 18
const maxPages = 32

type Readable = Pick<BlobStore, 'stat' | 'read'>

/** Opens a stored blob for reading at any position. Rejects if the store has no such blob. */
export async function openBlobSource(blobs: Readable, hash: string, name: string): Promise<ByteSource> {
  const found = await blobs.stat(hash)
  if (!found) throw new Error(`The store has no blob ${hash} (${name})`)
  const size = found.bytes
  const pages = new Map<number, Promise<Uint8Array>>()
  const selectPage = (number: number) => {
    const known = pages.get(number)
    pages.delete(number)
    const start = number * pageBytes
    const page = known ?? fetchRange(blobs, hash, start, Math.min(size, start + pageBytes))
    pages.set(number, page)
    page.catch(() => pages.delete(number))
    if (pages.size > maxPages) pages.delete(pages.keys().next().value!)
    return page
  }
  return {
    name,
    size,
    async read(offset, length) {
      const end = offset + length
      const [first, last] = [Math.floor(offset / pageBytes), Math.floor((end - 1) / pageBytes)]
      if (length === 0 || last > first) return fetchRange(blobs, hash, offset, end)
      if (length > pageBytes / 4) return fetchRange(blobs, hash, offset, end)
      return (await selectPage(first)).subarray(offset - first * pageBytes, end - first * pageBytes)
    },
  }
}

async function fetchRange(blobs: Readable, hash: string, start: number, end: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(end - start)
  let at = 0
  for await (const chunk of blobs.read(hash, start, end)) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  if (at !== bytes.length)
    throw new Error(`The store gave ${at} of ${bytes.length} bytes of the blob ${hash}`)
  return bytes
}
