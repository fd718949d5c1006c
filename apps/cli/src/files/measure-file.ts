import { open } from 'node:fs/promises'
import { RemoteError } from '../remote/server-address.ts'
import { explainFileError } from './explain-file-error.ts'

/** Returns the length in bytes of a readable file. Rejects with RemoteError if it cannot be read. */
export async function measureFile(file: string): Promise<number> {
  try {
    const handle = await open(file)
    const stats = await handle.stat().finally(() => handle.close())
    if (stats.isDirectory()) throw Object.assign(new Error(file), { code: 'EISDIR' })
    return stats.size
  } catch (error) {
    const explained = explainFileError(error, file)
    if (!explained) throw error
    throw new RemoteError(explained.message, explained.exitCode)
  }
}
