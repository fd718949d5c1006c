import { readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { asDataset, BadDataset, fitPicture, type LabelledImages } from '@mitoscope/training'
import { decodePicture, pictureExtensions } from '@mitoscope/formats/pictures'
import { fileExists } from '../file-exists.ts'
import { readAll } from './find-files.ts'
import type { DataSettings, ReadData } from './read-data.ts'

/** Default rows and columns to which pictures are scaled. */
const defaultSize = 32

/**
 * Reads a user's pictures, train/CLASS/… and test/CLASS/… (or val/CLASS/…), from the named folder or its
 * subfolder named as the dataset. Classes are numbered by name; within a split they alternate, each in the
 * order of its file names, so that the first n pictures contain all classes. Reads only as many as requested.
 * Throws BadDataset.
 */
export async function readPictures(
  { folder, id }: { readonly folder: string; readonly id: string },
  { trainSize, testSize, pictureSize: size = defaultSize }: DataSettings,
): Promise<ReadData> {
  const root = (await fileExists(join(folder, id))) ? join(folder, id) : folder
  const [trainFile, testFile] = [join(root, 'train'), await findTest(root)]
  const classes = await listFolders(trainFile)
  if (classes.length < 2) {
    const problem = `it has ${classes.length} folder${classes.length === 1 ? '' : 's'}, and there is one per class`
    throw new BadDataset(trainFile, problem, 'Make at least two, each with the pictures of a class')
  }
  const other = (await listFolders(testFile)).find((name) => !classes.includes(name))
  if (other !== undefined) {
    const problem = `its class ${other} has no folder in ${trainFile}`
    throw new BadDataset(testFile, problem, 'Name the folders of both alike')
  }
  const raw = {
    train: await readSplit(trainFile, classes, trainSize, size),
    test: await readSplit(testFile, classes, testSize, size),
  }
  return { raw, facts: { shape: [size, size, 3], classes: classes.length }, trainFile, testFile }
}

async function findTest(root: string): Promise<string> {
  for (const name of ['test', 'val']) if (await fileExists(join(root, name))) return join(root, name)
  throw new BadDataset(
    join(root, 'test'),
    'there is no such folder, nor one called val',
    'Put pictures into train/CLASS/… and test/CLASS/…',
  )
}

async function readSplit(
  folder: string,
  classes: readonly string[],
  limit: number,
  size: number,
): Promise<LabelledImages> {
  const lists = await Promise.all(classes.map((name) => listPictures(join(folder, name))))
  const turns = Math.max(...lists.map((list) => list.length))
  const chosen = Array.from({ length: turns }, (_, turn) =>
    lists.flatMap((list, label) => (turn < list.length ? [{ path: list[turn], label }] : [])),
  ).flat()
  const count = Math.min(limit, chosen.length)
  const pixels = size * size * 3
  const images = new Uint8Array(count * pixels)
  for (let i = 0; i < count; i++) {
    const [file] = await readAll([chosen[i].path])
    images.set(
      fitPicture(
        asDataset(() => decodePicture(file)),
        size,
      ),
      i * pixels,
    )
  }
  return { count, pixels, images, labels: Int32Array.from({ length: count }, (_, i) => chosen[i].label) }
}

async function listFolders(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: Error) => {
    throw new BadDataset(
      folder,
      `it cannot be listed (${error.message})`,
      'Put pictures into train/CLASS/… and test/CLASS/…',
    )
  })
  return entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()
}

async function listPictures(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [] as string[])
  const isPicture = (name: string) =>
    (pictureExtensions as readonly string[]).includes(extname(name).toLowerCase()) && !name.startsWith('.')
  return names
    .filter(isPicture)
    .sort()
    .map((name) => join(folder, name))
}
