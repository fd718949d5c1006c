import { readFile } from 'node:fs/promises'
import { RemoteError } from '../remote/server-address.ts'
import { explainFileError } from './explain-file-error.ts'

/** Returns the text of a file named by the user. Rejects with RemoteError and a remedy if it cannot be read. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const explained = explainFileError(error, path)
    if (!explained) throw error
    throw new RemoteError(explained.message, explained.exitCode)
  }
}
