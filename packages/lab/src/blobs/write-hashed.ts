import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { StoredBlob } from './blob-store.ts'

/** Writes a new file, flushed to the disk, and returns its hash and length. */
export async function writeHashed(path: string, source: AsyncIterable<Uint8Array>): Promise<StoredBlob> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx')
  let bytes = 0
  try {
    for await (const chunk of source) {
      hash.update(chunk)
      bytes += chunk.length
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return { hash: hash.digest('hex'), bytes }
}
