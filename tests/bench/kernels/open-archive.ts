import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { openRepresentation } from '@mitoscope/analysis/compute'

/** Opens an archive for one measurement; the file stays open to the end of the process. */
export async function openArchive(file: string) {
  const handle = await open(file)
  const { size } = await handle.stat()
  return openRepresentation([{ name: basename(file), size, read }])

  async function read(offset: number, length: number): Promise<Uint8Array> {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset)
    if (bytesRead < length) throw new Error(`${file} ends at ${offset + bytesRead}`)
    return buffer
  }
}
