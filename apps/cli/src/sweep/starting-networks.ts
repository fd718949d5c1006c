import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { BadInput, recognizeFormat } from '@mitoscope/formats'
import {
  BadSweep,
  decodeNetwork,
  decodeSafetensors,
  fitNetwork,
  nameWidth,
  planOf,
} from '@mitoscope/training'
import type { Network, SweepConfig } from '@mitoscope/training'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import { explainFileError } from '../files/explain-file-error.ts'
import { readIfThere } from '../files/read-if-there.ts'
import { RemoteError } from '../remote/server-address.ts'
import type { SweepFolder } from './sweep-folder.ts'

/** Initial network of a width's runs, in place of networks drawn from their seeds. */
export interface StartingNetwork {
  readonly network: Network
  /** SHA-256 of the file, in hexadecimal. */
  readonly hash: string
}

/**
 * Copies files with networks, safetensors with PyTorch's names, to a sweep's folder, each for the width that it fits.
 * Throws BadSweep for a file that is not a network of the sweep, for two files of one width, and if runs have started
 * from other networks.
 */
export async function saveStartingNetworks(
  folder: SweepFolder,
  config: SweepConfig,
  files: readonly string[],
): Promise<void> {
  const taken = new Map<number, string>()
  for (const file of files) {
    const bytes = await readWeights(file)
    await requireSafetensors(file, bytes)
    const width = findWidth(config, file, bytes)
    const other = taken.get(width)
    if (other) reject(`"${other}" and "${file}" are both of width ${width}`, 'Give one of them.')
    taken.set(width, file)
    const path = startPath(folder, width)
    const before = await readIfThere(path)
    if (before?.equals(bytes)) continue
    if (before) reject(`width ${width} started from another file than "${file}"`, 'Choose another folder.')
    if (await hasRuns(folder, width))
      reject(`runs of width ${width} have started without "${file}"`, 'Choose another folder.')
    await mkdir(folder.starts, { recursive: true })
    await writeFileAtomically(path, [bytes])
  }
}

/** Returns the initial network of a width's runs; undefined if it is drawn from their seeds. */
export async function loadStartingNetwork(
  folder: SweepFolder,
  width: number,
): Promise<StartingNetwork | undefined> {
  const bytes = await readIfThere(startPath(folder, width))
  if (bytes === undefined) return undefined
  const hash = createHash('sha256').update(bytes).digest('hex')
  return { network: decodeNetwork(decodeSafetensors(bytes)), hash }
}

async function readWeights(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    const explained = explainFileError(error, file)
    if (!explained) throw error
    throw new RemoteError(explained.message, explained.exitCode)
  }
}

/** Throws BadSweep, naming what the file is, for one of another format: only the names in safetensors are PyTorch's. */
async function requireSafetensors(file: string, bytes: Uint8Array): Promise<void> {
  const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length)
  const source = { name: basename(file), size: bytes.length, read }
  const format = await recognizeFormat(source, true).catch((error: unknown) => {
    if (error instanceof BadInput) return undefined
    throw error
  })
  if (format === undefined || format.extensions.includes('.safetensors')) return
  reject(
    `"${file}" is a ${format.title}, and networks are read from safetensors files`,
    'Save its state dict as one: safetensors.torch.save_file(model.state_dict(), "model.safetensors").',
  )
}

function findWidth(config: SweepConfig, file: string, bytes: Uint8Array): number {
  let problem = ''
  try {
    const network = decodeNetwork(decodeSafetensors(bytes))
    for (const width of config.widths) {
      try {
        fitNetwork(planOf(config, width), network)
        return width
      } catch (error) {
        problem = (error as Error).message
      }
    }
  } catch (error) {
    problem = (error as Error).message
  }
  return reject(
    `"${file}" is not a network of this sweep (${problem})`,
    'Save a state dict of the same architecture as safetensors.',
  )
}

async function hasRuns(folder: SweepFolder, width: number): Promise<boolean> {
  const begun = [folder.runs, folder.unfinished].map((path) => readdir(path).catch(() => []))
  // Names of runs and of groups: "w0064-s0-wd0" and "w0064".
  return (await Promise.all(begun)).flat().some((name) => name.split('-')[0] === nameWidth(width))
}

function reject(problem: string, remedy: string): never {
  throw new BadSweep('weights', problem, remedy)
}

function startPath({ starts }: SweepFolder, width: number): string {
  return join(starts, `${nameWidth(width)}.safetensors`)
}
