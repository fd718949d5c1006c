import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cudaRequirements } from './cuda-wheels.ts'
import { lastLine, runCommand } from './run-command.ts'
import type { SetUpProgress } from './set-up-progress.ts'
import { ownLibraryRemedy, SetUpImpossible } from './set-up-impossible.ts'
import { libraryAt, type TensorFlowLibrary } from './tensorflow-library.ts'

/** Version of TensorFlow to take from the Python package index. */
export const wheelVersion = '2.21.0'

/** Bytes on the disk at the peak of a set-up: the wheel and its unpacked files. */
const peakBytes = { cpu: 1.3e9, cuda: 9e9 }

/** Bytes of the CPU wheel, for the progress of its download. */
const cpuWheelBytes = 274e6

/** Returns the cache's folder for one kind of wheel. */
export function wheelFolder(cache: string, cuda: boolean): string {
  const variant = cuda ? 'cuda' : 'cpu'
  return join(cache, 'tensorflow', `${wheelVersion}-${variant}-${process.platform}-${process.arch}`)
}

/**
 * Fetches the TensorFlow library from the Python package index into the cache. pip checks the download's hash. The
 * libraries are unpacked into a temporary folder that is renamed at the end, so an existing folder is complete.
 */
export async function fetchWheel(
  cache: string,
  cuda: boolean,
  progress: SetUpProgress,
): Promise<TensorFlowLibrary> {
  const folder = wheelFolder(cache, cuda)
  if (!existsSync(folder)) {
    const aside = `${folder}.partial`
    // A new name, because a set-up that was killed may still be unpacking.
    const out = join(aside, `out-${randomUUID()}`)
    await mkdir(out, { recursive: true })
    await removeLeftovers(aside, out)
    await requireSpace(aside, cuda ? peakBytes.cuda : peakBytes.cpu)
    const wheels = await download(aside, cuda, progress)
    await extract(out, wheels, progress)
    await rename(out, folder)
    await rm(aside, { recursive: true, force: true, maxRetries: 3 })
  }
  const library = libraryAt(join(folder, 'tensorflow'), 'wheel')
  if (library) return library
  await rm(folder, { recursive: true, force: true })
  throw new SetUpImpossible(
    'The TensorFlow wheel lacks its library or headers',
    `Run the set-up again, ${ownLibraryRemedy}`,
  )
}

/** Deletes the files of killed set-ups, except a finished download. */
async function removeLeftovers(aside: string, own: string): Promise<void> {
  for (const name of await readdir(aside)) {
    const entry = join(aside, name)
    if (name !== 'wheels' && entry !== own) await rm(entry, { recursive: true, force: true, maxRetries: 3 })
  }
}

async function requireSpace(folder: string, bytes: number): Promise<void> {
  const disk = await statfs(folder)
  const free = disk.bavail * disk.bsize
  if (free >= bytes) return
  const gigabytes = (value: number) => `${(value / 1e9).toFixed(1)} GB`
  throw new SetUpImpossible(
    `Set-up needs ${gigabytes(bytes)} of disk in ${dirname(folder)} and ${gigabytes(free)} are free`,
    'Free some, or set MITOSCOPE_CACHE to a folder on another disk',
  )
}

async function download(aside: string, cuda: boolean, progress: SetUpProgress): Promise<string[]> {
  progress('download', undefined)
  if ((await runCommand('python3', ['--version'])).code !== 0) {
    throw new SetUpImpossible(
      'Python 3, which fetches TensorFlow, was not found',
      `Install python3 with pip, ${ownLibraryRemedy}`,
    )
  }
  const package_ = cuda || process.arch !== 'x64' ? 'tensorflow' : 'tensorflow-cpu'
  const finished = join(aside, 'wheels')
  if (!existsSync(finished)) {
    const fetching = join(aside, `fetching-${randomUUID()}`)
    await mkdir(join(fetching, 'tmp'), { recursive: true })
    const watch = setInterval(async () => {
      const fraction = (await folderBytes(fetching)) / cpuWheelBytes
      progress('download', cuda ? undefined : Math.min(0.99, fraction))
    }, 500)
    try {
      await pipDownload(fetching, [`${package_}==${wheelVersion}`])
      if (cuda) await pipDownload(fetching, await cudaRequirements(await wheelsIn(fetching)))
    } finally {
      clearInterval(watch)
    }
    await rename(fetching, finished)
  }
  return wheelsIn(finished)
}

/**
 * Downloads wheels with pip. Only the C library is used, so a wheel for any Python will do: first one for the installed
 * Python, then one for a Python that this release certainly supports.
 */
async function pipDownload(folder: string, requirements: readonly string[]): Promise<void> {
  if (requirements.length === 0) return
  const env = { ...process.env, TMPDIR: join(folder, 'tmp'), PIP_DISABLE_PIP_VERSION_CHECK: '1' }
  const common = [
    'download',
    '--no-deps',
    '--only-binary=:all:',
    '--no-cache-dir',
    '--no-input',
    '-d',
    folder,
  ]
  let message = ''
  for (const python of [[], ['--python-version', '3.12']]) {
    for (const [program, ...start] of [['python3', '-m', 'pip'], ['pip3'], ['pip']]) {
      const result = await runCommand(program, [...start, ...common, ...python, ...requirements], { env })
      if (result.code === 0) return
      const missing = result.code === 127 || /No module named pip/.test(result.stderr)
      if (missing) continue
      message = lastLine(result.stderr)
      break
    }
    if (!/No matching distribution/.test(message)) break
  }
  if (message === '') {
    throw new SetUpImpossible(
      'Neither `python3 -m pip` nor pip was found to download TensorFlow',
      `Install Python 3 with pip (Debian, Ubuntu: apt install python3-pip), ${ownLibraryRemedy}`,
    )
  }
  throw new SetUpImpossible(
    `pip could not download TensorFlow (${message})`,
    `Check the network and pip's index, then run the set-up again, ${ownLibraryRemedy}`,
  )
}

async function extract(target: string, wheels: readonly string[], progress: SetUpProgress): Promise<void> {
  progress('extract', undefined)
  const script = fileURLToPath(new URL('./extract_wheel.py', import.meta.url))
  const onOutput = (text: string) => {
    const [done, total] = (text.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
    if (total > 0) progress('extract', done / total)
  }
  const result = await runCommand('python3', [script, target, ...wheels], { onOutput })
  if (result.code === 0) return
  // A wheel that cannot be read is deleted, so that the next set-up downloads it again.
  for (const wheel of wheels) await rm(dirname(wheel), { recursive: true, force: true })
  throw new SetUpImpossible(
    `The TensorFlow wheel could not be unpacked (${lastLine(result.stderr)})`,
    'Run the set-up again',
  )
}

async function wheelsIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.whl')).map((name) => join(folder, name))
}

async function folderBytes(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = entries.map((entry) =>
    stat(join(folder, entry)).then((file) => (file.isFile() ? file.size : 0)),
  )
  const settled = await Promise.allSettled(sizes)
  return settled.reduce((sum, size) => sum + (size.status === 'fulfilled' ? size.value : 0), 0)
}
