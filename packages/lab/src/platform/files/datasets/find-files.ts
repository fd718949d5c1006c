import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { recognizeStandIn } from '@mitoscope/formats'
import { BadDataset, type Dataset, type DatasetSource, type NamedBytes } from '@mitoscope/training'
import { fileExists } from '../file-exists.ts'
import { readArchive } from './read-archive.ts'

/** Files of one form of a dataset, and the function that decodes them. */
export interface FoundFiles {
  readonly source: DatasetSource
  readonly files: readonly NamedBytes[]
}

/**
 * Finds and reads a dataset's files in a folder: directly, in a subfolder named as the dataset or as its
 * published archive, or in that archive. Of several forms, takes the first with any file. Returns undefined
 * if there is no file of any form; throws BadDataset, naming the missing files, if a form is incomplete.
 */
export async function findFiles(
  folder: string,
  dataset: Pick<Dataset, 'id' | 'title'>,
  published: readonly DatasetSource[],
): Promise<FoundFiles | undefined> {
  for (const top of [folder, join(folder, dataset.id)])
    for (const source of published) {
      for (const place of source.folder ? [top, join(top, source.folder)] : [top]) {
        const present = await Promise.all(source.files.map((file) => findPacked(join(place, file))))
        if (present.every((path) => path === undefined)) continue
        rejectMissing(source, place, present, dataset.title)
        return { source, files: await readAll(present as string[]) }
      }
      const archive = source.archive && join(top, source.archive)
      if (archive && (await fileExists(archive)))
        return { source, files: await readArchive(archive, source.files) }
    }
  return undefined
}

/** Finds a file, packed or unpacked: datasets are distributed in both ways. */
async function findPacked(path: string): Promise<string | undefined> {
  for (const name of [path, `${path}.gz`]) if (await fileExists(name)) return name
  return undefined
}

function rejectMissing(
  { files }: DatasetSource,
  place: string,
  present: readonly (string | undefined)[],
  title: string,
): void {
  const missing = files.filter((_, i) => present[i] === undefined)
  if (missing.length === 0) return
  throw new BadDataset(
    join(place, missing[0]),
    `there is no such file${missing.length > 1 ? `, nor ${missing.slice(1).join(', ')}` : ''}`,
    `${title} consists of ${files.join(', ')}, each of which may also end in .gz`,
  )
}

/** Returns the error if there is no file of any form. */
export function missingFilesError(
  folder: string,
  { id, title }: Pick<Dataset, 'id' | 'title'>,
  published: readonly DatasetSource[],
) {
  const forms = published.map(({ files, archive }) => {
    const names = files.length > 2 ? `${files[0]} … ${files.at(-1)}` : files.join(' and ')
    return archive ? `${names} (as from ${archive}, or that archive itself)` : names
  })
  return new BadDataset(
    join(folder, published[0].files[0]),
    'there is no such file, nor any other of the dataset',
    `Put the files of ${title} there or into ${join(folder, id)}: ${forms.join('; or ')}`,
  )
}

/** Reads files one after the other, so that at most one is in memory twice. */
export async function readAll(paths: readonly string[]): Promise<NamedBytes[]> {
  const files: NamedBytes[] = []
  for (const name of paths) {
    try {
      const bytes = await readFile(name)
      const standIn = recognizeStandIn(bytes)
      if (standIn) throw new BadDataset(name, `it ${standIn.problem}`, standIn.remedy.replace(/\.$/, ''))
      files.push({ name, bytes })
    } catch (error) {
      if (error instanceof BadDataset) throw error
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') throw new BadDataset(name, 'there is no such file', 'Check the path')
      throw new BadDataset(name, `it cannot be read (${message})`, 'Check its permissions')
    }
  }
  return files
}
