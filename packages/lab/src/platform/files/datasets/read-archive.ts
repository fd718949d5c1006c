import { basename } from 'node:path'
import { BadDataset, type NamedBytes } from '@mitoscope/training'

/** Size limit in bytes: no file of a dataset is larger, so larger sizes in an archive are rejected. */
const maxBytes = 2 ** 31

/** Reads files from a .tar.gz by name, in any folder of it, without unpacking to the disk. Throws BadDataset. */
export async function readArchive(archive: string, names: readonly string[]): Promise<NamedBytes[]> {
  // Loaded here, as few datasets come in one.
  const { list } = await import('tar')
  const found = new Map<string, Buffer>()
  const reads: Promise<void>[] = []
  try {
    await list({
      file: archive,
      strict: true,
      filter: (path, entry) => {
        return names.includes(basename(path)) && (entry.size ?? 0) <= maxBytes
      },
      onReadEntry: (entry) => {
        reads.push(entry.concat().then((bytes) => void found.set(basename(entry.path), bytes as Buffer)))
      },
    })
    await Promise.all(reads)
  } catch (error) {
    const problem = `it cannot be unpacked (${(error as Error).message})`
    throw new BadDataset(archive, problem, 'Download the archive again')
  }
  const missing = names.filter((name) => !found.has(name))
  if (missing.length > 0)
    throw new BadDataset(archive, `it has no ${missing.join(', ')}`, 'Give the archive as published')
  return names.map((name) => ({ name: `${archive}/${name}`, bytes: found.get(name)! }))
}
