import { open, readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import type { FileTree } from '@mitoscope/formats'

/** Folders in which no tracker keeps runs. */
const skipped = new Set(['node_modules', '.git', '__pycache__', '.venv', 'venv'])

/**
 * Opens a folder with all below it, or one file; paths begin with its own name, which tells its runs from those of others.
 * Rejects with the file system's error if it cannot be read.
 */
export async function openTree(path: string): Promise<FileTree> {
  const stats = await stat(path)
  const whole = resolve(path)
  const root = dirname(whole)
  const paths = stats.isDirectory() ? await listFiles(root, whole) : [basename(whole)]
  const readPart = async (own: string, placeOf: (size: number) => number, most: number) => {
    const handle = await open(join(root, own))
    try {
      const from = placeOf((await handle.stat()).size)
      const buffer = new Uint8Array(most)
      const { bytesRead } = await handle.read(buffer, 0, most, from)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  }
  return {
    paths: paths.toSorted(),
    read: (own, most) => (most === undefined ? readFile(join(root, own)) : readPart(own, () => 0, most)),
    readEnd: (own, most) => readPart(own, (size) => Math.max(0, size - most), most),
  }
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found: string[] = []
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...(await listFiles(root, path)))
    } else if (entry.isFile()) found.push(relative(root, path).split(sep).join('/'))
  }
  return found
}
