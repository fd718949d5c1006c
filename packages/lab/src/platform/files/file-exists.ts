import { access } from 'node:fs/promises'

/** Returns true if a file or folder of this name exists. */
export function fileExists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
