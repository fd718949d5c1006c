import { gunzipSync } from 'node:zlib'
import { BadDataset } from './bad-dataset.ts'
import type { NamedBytes } from './dataset.ts'

/** The content of a file that may be gzipped: told by its first two bytes, not by its name. Throws BadDataset. */
export function decompress({ name, bytes }: NamedBytes): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadDataset(name, `the gzip data are damaged (${reason})`, 'Download the file again')
  }
}
