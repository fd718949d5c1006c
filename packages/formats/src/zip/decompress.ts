import { gunzipSync } from 'node:zlib'
import { BadInput } from '../bad-input.ts'
import type { NamedBytes } from '../byte-source.ts'

/** Returns the content of a file that may be gzipped, as its first two bytes say and not its name. Throws BadInput. */
export function decompress({ name, bytes }: NamedBytes): Uint8Array {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes
  try {
    return gunzipSync(bytes)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new BadInput(name, undefined, `the gzip data are damaged (${reason})`, 'Download the file again')
  }
}
