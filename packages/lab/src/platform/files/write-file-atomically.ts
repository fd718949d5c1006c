import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { syncFolder } from './sync-folder.ts'

/**
 * Writes a file so that at any moment, even after a crash, either its old or its complete new content exists:
 * into a temporary file beside it, flushed to the disk and then renamed. Creates the folder.
 */
export async function writeFileAtomically(
  path: string,
  content: Iterable<Uint8Array> | string,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${process.pid}.tmp`
  const file = await open(temporary, 'w')
  try {
    for (const chunk of typeof content === 'string' ? [Buffer.from(content)] : content)
      await writeAll(file, chunk)
    await file.sync()
    await file.close()
    await rename(temporary, path)
    await syncFolder(dirname(path))
  } catch (error) {
    await file.close().catch(() => {})
    await rm(temporary, { force: true })
    throw error
  }
}

/**
 * Writes all bytes of a chunk. A single write may take fewer bytes than given, and never takes more than 2
 * GiB.
 */
async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Uint8Array): Promise<void> {
  for (let start = 0; start < chunk.length;) {
    const { bytesWritten } = await file.write(chunk, start, Math.min(chunk.length - start, 2 ** 30))
    start += bytesWritten
  }
}
