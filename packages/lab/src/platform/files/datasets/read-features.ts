import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { BadInput, FORMATS } from '@mitoscope/formats'
import { openRepresentation } from '@mitoscope/analysis/representation'
import { BadDataset, type LabelledImages } from '@mitoscope/training'
import { fileExists } from '../file-exists.ts'
import { openSources } from '../open-sources.ts'
import type { DataSettings, ReadData } from './read-data.ts'

const rowsAtOnce = 4_096

/**
 * Reads a user's vectors and classes: features.train, labels.train, features.test and labels.test, in any
 * representation format, from the named folder or its subfolder named as the dataset. Reads only as many as
 * requested. Throws BadDataset.
 */
export async function readFeatures(
  { folder, id }: { readonly folder: string; readonly id: string },
  { trainSize, testSize }: DataSettings,
): Promise<ReadData> {
  const place = (await fileExists(join(folder, id))) ? join(folder, id) : folder
  try {
    const opened = await openSources(await chooseFiles(place))
    try {
      const { width, train, test, contents } = await openRepresentation(opened.sources)
      const found = (await contents?.()) ?? ''
      const raw = {
        train: await readSplit({ place, name: 'train', found }, train, trainSize),
        test: await readSplit({ place, name: 'test', found }, test, testSize),
      }
      const largest = [...raw.train.labels, ...raw.test.labels].reduce(
        (most, label) => Math.max(most, label),
        0,
      )
      return {
        raw,
        facts: { shape: [1, 1, width], classes: largest + 1 },
        trainFile: place,
        testFile: place,
      }
    } finally {
      await opened.close()
    }
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    throw new BadDataset(
      place,
      `its features cannot be used. ${error.message}`,
      'See the README for the names',
    )
  }
}

/** Chooses an archive with all tensors if there is one, else the files of single tensors. */
async function chooseFiles(place: string): Promise<string[]> {
  const archives = (await readdir(place).catch((): string[] => [])).filter((name) =>
    FORMATS.some(
      ({ isOneArray, extensions }) =>
        !isOneArray && extensions.some((extension) => name === `features${extension}`),
    ),
  )
  return [archives.length > 0 ? join(place, archives[0]) : place]
}

type Split = NonNullable<Awaited<ReturnType<typeof openRepresentation>>['train']>

async function readSplit(
  { place, name, found }: { place: string; name: string; found: string },
  split: Split | undefined,
  limit: number,
): Promise<LabelledImages> {
  if (!split?.labels) {
    const missing = split ? `labels.${name}` : `features.${name}`
    throw new BadDataset(
      place,
      `there is no ${missing}`,
      `Save features and labels of both splits. ${found}`.replace(/\.$/, ''),
    )
  }
  const { features, labels } = split
  const count = Math.min(limit, features.rows)
  const images = new Float32Array(count * features.width)
  let filled = 0
  for await (const block of features.blocks(rowsAtOnce)) {
    const wanted = block.subarray(0, images.length - filled)
    requireSingles(place, wanted)
    images.set(wanted, filled)
    filled += wanted.length
    if (filled === images.length) break
  }
  // As many as there are, so that a message can tell.
  return { count, pixels: features.width, images, labels: labels.slice(0, count) }
}

/** Throws BadDataset for a value that float32, in which training computes, cannot represent as finite. */
function requireSingles(place: string, values: Float32Array | Float64Array): void {
  if (values instanceof Float32Array) return
  const beyond = values.find((value) => !Number.isFinite(Math.fround(value)))
  if (beyond === undefined) return
  throw new BadDataset(place, `the value ${beyond} does not fit float32`, 'Divide the features by a constant')
}
