import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cacheFolder, putInPlace } from './cache-folder.ts'
import { bindingSourceHash } from './compile-binding.ts'
import { wheelVersion } from './fetch-wheel.ts'
import type { TensorFlowLibrary } from './tensorflow-library.ts'

/** A native TensorFlow that is ready to load. */
export interface NativeSetup {
  readonly present: true
  /** Path of the compiled binding. */
  readonly binding: string
  readonly library: TensorFlowLibrary
  /** Version of TensorFlow, reported by the library. */
  readonly version: string
  /** True if the library found a CUDA device. */
  readonly gpu: boolean
  /** Reason in a sentence why a GPU of this machine is not used. */
  readonly note?: string
}

/** Reason why there is no native TensorFlow, and a remedy. */
export interface NativeAbsent {
  readonly present: false
  readonly reason: string
  readonly remedy: string
}

/** Result of a set-up, read at every start, so that finding the binding needs neither a search nor a child process. */
interface SetupRecord extends NativeSetup {
  readonly sourceHash: string
}

function recordFile(): string {
  const asked = [process.env.MITOSCOPE_TENSORFLOW ?? '', process.env.MITOSCOPE_CUDA ?? ''].join('|')
  const key = createHash('sha256').update(asked).digest('hex').slice(0, 8)
  return join(cacheFolder(), `native-${process.platform}-${process.arch}-${key}.json`)
}

/** Returns the set-up of this machine if it has been done. Downloads, compiles and loads nothing. */
export function findNative(): NativeSetup | NativeAbsent {
  const absent = (reason: string): NativeAbsent => ({
    present: false,
    reason,
    remedy: 'Run `npm run setup` (it downloads about 270 MB once and compiles for half a minute)',
  })
  try {
    if (!existsSync(recordFile())) return absent('The native TensorFlow library has not been set up')
    const { sourceHash, ...setup } = JSON.parse(readFileSync(recordFile(), 'utf8')) as SetupRecord
    const { library } = setup
    const files = [setup.binding, ...library.files.map((name) => join(library.folder, name))]
    const missing = files.find((file) => !existsSync(file))
    if (missing !== undefined) return absent(`${missing} of the native TensorFlow set-up is missing`)
    const outdated = library.origin === 'wheel' && setup.version !== wheelVersion
    if (outdated || sourceHash !== bindingSourceHash())
      return absent('The native TensorFlow set-up is of another release')
    return setup
  } catch (error) {
    return absent(`The record of the native TensorFlow set-up cannot be read (${(error as Error).message})`)
  }
}

/** Writes the record of a set-up, its last step: a set-up with a record is complete. */
export async function recordNative(setup: NativeSetup): Promise<void> {
  const file = recordFile()
  await mkdir(dirname(file), { recursive: true })
  const record: SetupRecord = { ...setup, sourceHash: bindingSourceHash() }
  await writeFile(`${file}.${process.pid}`, JSON.stringify(record, undefined, 2))
  putInPlace(`${file}.${process.pid}`, file)
}
