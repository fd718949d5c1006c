import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { badInput } from '../errors/lab-error.ts'
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

/** Throws BAD_USER_INPUT unless the stored bytes have the declared hash. */
export function requireHash({ hash, bytes }: StoredBlob, expected?: string): void {
  if (expected === undefined || expected === hash) return
  throw badInput(
    'hash',
    `the ${bytes} bytes that arrived have the SHA-256 ${hash}, but ${expected} was declared`,
    'Send the file again',
  )
}
