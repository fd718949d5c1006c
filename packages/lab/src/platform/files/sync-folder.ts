import { open } from 'node:fs/promises'

/** Flushes the entries of a folder to the disk, which makes creations, renames and removals in it durable. */
export async function syncFolder(folder: string): Promise<void> {
  // Windows has no such thing: opening a folder fails there.
  const handle = await open(folder, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR' || error.code === 'EPERM' || error.code === 'EACCES') return undefined
    throw error
  })
  try {
    await handle?.sync().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EINVAL' && error.code !== 'ENOTSUP' && error.code !== 'EPERM') throw error
    })
  } finally {
    await handle?.close()
  }
}
