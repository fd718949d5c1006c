import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { BadDataset } from '@mitoscope/training'

const require = createRequire(import.meta.url)

/** Returns the folder of an installed package. Throws BadDataset. */
export function findPackage(name: string): string {
  try {
    return dirname(require.resolve(`${name}/package.json`))
  } catch {
    throw new BadDataset(
      name,
      'the package is not installed',
      'Install it, or name a folder with --data-folder',
    )
  }
}
