import { readFile } from 'node:fs/promises'
import { RemoteError } from '../remote/server-address.ts'
import { explainFileError } from './explain-file-error.ts'

/** The text of a file that a user named. Throws RemoteError where it cannot be read, with the remedy. */
export async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const explained = explainFileError(error, path)
    if (!explained) throw error
    throw new RemoteError(explained.message, explained.exitCode)
  }
}
