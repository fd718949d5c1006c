import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, relative, resolve } from 'node:path'
import { chooseRun } from '../remote/choose-run.ts'
import type { Connection } from '../remote/connect.ts'
import { RemoteError } from '../remote/server-address.ts'
import { openTree } from './folder-tree.ts'
import { parsePattern, splitPattern } from './path-pattern.ts'
import { renameTensors } from './rename-tensors.ts'

/** Options of a pattern of files. */
export interface FileFlags {
  readonly project?: string
  readonly model?: string
  readonly width?: number
  /** Names of tensors here, by those in the files. */
  readonly map?: ReadonlyMap<string, string>
}

/** Representation to upload, with the run that it belongs to. */
export interface PlannedFile {
  readonly file: string
  readonly model: string
  readonly width: number
  readonly seed?: number
  readonly weightDecay?: number
  readonly epoch?: number
}

/** Finds the files of a pattern, such as out/resnet_w{width}_s{seed}.npz. Throws RemoteError if none fits, or the pattern tells no width. */
export async function planFiles(pattern: string, flags: FileFlags): Promise<PlannedFile[]> {
  const { folder, rest } = splitPattern(pattern)
  const { match } = parsePattern(rest)
  const tree = await openTree(folder).catch((error: Error) => {
    throw new RemoteError(`${pattern}: the folder ${folder} cannot be read: ${error.message}. Name a folder that is there.`) // prettier-ignore
  })
  const paths = tree.paths.map((path) => relative(basename(resolve(folder)), path))
  const files: PlannedFile[] = []
  for (const path of paths) {
    const found = match(path)
    if (!found) continue
    const width = flags.width ?? found.width
    if (width === undefined || width < 1)
      throw new RemoteError(`${pattern}: ${path} tells no width from 1. Write {width} where the width stands, or give --width N.`) // prettier-ignore
    const { seed, weightDecay, epoch, name } = found
    files.push({ file: join(folder, path), model: flags.model ?? name ?? 'imported', width, seed, weightDecay, epoch }) // prettier-ignore
  }
  if (files.length > 0) return files
  const [example] = paths
  const seen = example === undefined ? 'the folder has none' : `the folder has ${paths.length}, as ${example}`
  throw new RemoteError(`${pattern} fits no file below ${folder}: ${seen}. Correct the pattern.`)
}

/** Uploads a representation to the run of its width and seed; makes the run if it is missing. Returns a line about it. */
export async function sendPlannedFile(
  connection: Connection,
  { file, model, width, seed, weightDecay, epoch }: PlannedFile,
  flags: FileFlags,
  onProgress: (phase: string, fraction: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { checkFile, sendFile } = await import('../remote/send-file.ts')
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-import-'))
  try {
    const renamed = join(folder, `${basename(file).replace(/\.\w+$/, '')}.safetensors`)
    if (flags.map) await renameTensors(file, flags.map, renamed)
    const sent = flags.map ? renamed : file
    // Checked first, so that no run is made for a file that a server would reject.
    await checkFile(sent, width)
    const run = await chooseRun(connection, { project: flags.project, model, width, runSeed: seed, weightDecay }, signal) // prettier-ignore
    const { id, known } = await sendFile(connection, run, sent, { epoch }, onProgress, signal)
    return `${id}  ${file}${known ? ' (the server had it)' : ''}`
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
