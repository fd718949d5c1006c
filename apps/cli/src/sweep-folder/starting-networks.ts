import { createHash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { BadInput, decodeSafetensors, recognizeFormat } from '@mitoscope/formats'
import { BadSweep, decodeNetwork, fitNetwork, nameWidth, planOf } from '@mitoscope/training'
import type { SweepConfig } from '@mitoscope/training'
import type { StartingNetwork } from '@mitoscope/lab'
import { writeFileAtomically } from '@mitoscope/lab/local-files'
import { rejectFile, readIfThere } from '../files/read-file.ts'
import type { SweepFolder } from './sweep-folder.ts'

/** File with the network from which the runs of a width start. */
export interface StartingFile {
  readonly file: string
  readonly bytes: Buffer
  readonly width: number
}

/**
 * Reads files with networks, safetensors with PyTorch's names, each for the width that it fits. Throws BadSweep for a
 * file that is not a network of the sweep, and for two files of one width.
 */
export async function readStartingNetworks(
  config: SweepConfig,
  files: readonly string[],
): Promise<StartingFile[]> {
  const read: StartingFile[] = []
  for (const file of files) {
    const bytes = await readWeights(file)
    await requireSafetensors(file, bytes)
    const width = findWidth(config, file, bytes)
    const other = read.find((one) => one.width === width)
    if (other) reject(`"${other.file}" and "${file}" are both of width ${width}`, 'Give one of them.')
    read.push({ file, bytes, width })
  }
  return read
}

/**
 * Copies files with networks to a sweep's folder, and returns all that are there by width. `begun` holds the widths of
 * which runs have been trained. Throws BadSweep if runs have started from other networks.
 */
export async function saveStartingNetworks(
  folder: SweepFolder,
  { widths }: SweepConfig,
  files: readonly StartingFile[],
  begun: ReadonlySet<number>,
): Promise<Map<number, StartingNetwork>> {
  for (const { file, bytes, width } of files) {
    const path = startPath(folder, width)
    const before = await readIfThere(path)
    if (before?.equals(bytes)) continue
    if (before) reject(`width ${width} started from another file than "${file}"`, 'Choose another folder.')
    if (begun.has(width))
      reject(`runs of width ${width} have started without "${file}"`, 'Choose another folder.')
    await mkdir(folder.starts, { recursive: true })
    await writeFileAtomically(path, [bytes])
  }
  const networks = new Map<number, StartingNetwork>()
  for (const width of widths) {
    const path = startPath(folder, width)
    const bytes = await readIfThere(path)
    if (bytes === undefined) continue
    const hash = createHash('sha256').update(bytes).digest('hex')
    networks.set(width, { network: decodeNetwork(decodeSafetensors(bytes, path)), hash })
  }
  return networks
}

async function readWeights(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    rejectFile(error, file)
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
    const network = decodeNetwork(decodeSafetensors(bytes, basename(file)))
    for (const width of config.widths) {
      try {
        fitNetwork(planOf(config, width), network)
        return width
      } catch (error) {
        problem = (error as Error).message
      }
    }
  } catch (error) {
    problem = error instanceof BadInput ? `it ${error.problem}` : (error as Error).message
  }
  return reject(
    `"${file}" is not a network of this sweep (${problem})`,
    'Save a state dict of the same architecture as safetensors.',
  )
}

function reject(problem: string, remedy: string): never {
  throw new BadSweep('weights', problem, remedy)
}

function startPath({ starts }: SweepFolder, width: number): string {
  return join(starts, `${nameWidth(width)}.safetensors`)
}
