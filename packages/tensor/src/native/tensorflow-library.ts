import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runCommand } from './run-command.ts'
import { SetUpImpossible } from './set-up-impossible.ts'

/** A TensorFlow shared library with the C headers that fit it. */
export interface TensorFlowLibrary {
  /** Folder of the shared libraries. */
  readonly folder: string
  /** Names of the files in the folder to link. */
  readonly files: readonly string[]
  /** Folder with `tensorflow/c/c_api.h`. */
  readonly include: string
  /** Paths of the CUDA libraries next to it, as in Python's folders. TensorFlow opens them by name. */
  readonly cuda: readonly string[]
  /** Source of the library, for people. */
  readonly origin: 'MITOSCOPE_TENSORFLOW' | 'system' | 'package' | 'python' | 'wheel'
}

/** Names of the files in the wheel, then those of the official C library. */
const layouts = [
  ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  ['libtensorflow.so.2', 'libtensorflow_framework.so.2'],
  ['libtensorflow.so', 'libtensorflow_framework.so'],
]

/** Headers that the binding includes; compilation fails if one is missing. */
const headers = ['tensorflow/c/eager/c_api.h', 'tensorflow/core/platform/ctstring_internal.h']

/** Finds a library at `root`: next to its headers, as in a wheel, or in `lib` with headers in `include`. */
export function libraryAt(root: string, origin: TensorFlowLibrary['origin']): TensorFlowLibrary | undefined {
  for (const folder of [join(root, 'lib'), root]) {
    const files = layouts.find((names) => names.every((name) => existsSync(join(folder, name))))
    const include = [join(root, 'include'), join(root, '..', 'include')].find((candidate) =>
      headers.every((header) => existsSync(join(candidate, header))),
    )
    if (files && include) return { folder, files, include, origin, cuda: cudaLibraries(root) }
  }
  return undefined
}

/**
 * Libraries that TensorFlow opens, and their dependencies. Plugins next to them need other software and are left out.
 */
const cudaNames =
  /^lib(cudart|cublas|cublasLt|cufft|cusolver|cusparse|cudnn|cupti|nccl|nvJitLink|nvrtc)\.so\.\d+$/

function cudaLibraries(root: string): string[] {
  const parent = join(root, '..', 'nvidia')
  if (!existsSync(parent)) return []
  const folders = readdirSync(parent).map((name) => join(parent, name, 'lib'))
  return folders
    .filter((folder) => existsSync(folder))
    .flatMap((folder) => readdirSync(folder).map((name) => ({ folder, name })))
    .filter(({ name }) => cudaNames.test(name))
    .map(({ folder, name }) => join(folder, name))
}

/** Returns the folder of the package whose binding is compiled. */
export function bindingPackageFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-node-gpu/package.json'))
}

/**
 * Finds a TensorFlow installed on this machine, the user's own choice first. Throws SetUpImpossible if that choice has
 * no library.
 */
export async function findInstalledLibrary(): Promise<TensorFlowLibrary | undefined> {
  const chosen = process.env.MITOSCOPE_TENSORFLOW
  if (chosen) {
    const library = libraryAt(chosen, 'MITOSCOPE_TENSORFLOW')
    if (library) return library
    throw new SetUpImpossible(
      `MITOSCOPE_TENSORFLOW=${chosen} does not hold libtensorflow with its headers`,
      'Set it to a folder with lib/libtensorflow.so.2 and include/, or unset it',
    )
  }
  return findSystemLibrary() ?? findPackageLibrary() ?? (await findPythonLibrary())
}

function findSystemLibrary(): TensorFlowLibrary | undefined {
  const loaderPath = (process.env.LD_LIBRARY_PATH ?? '').split(':').filter((folder) => folder !== '')
  for (const root of [...loaderPath, '/usr/local', '/usr', '/opt/libtensorflow']) {
    const library = libraryAt(root, 'system')
    if (library) return library
  }
  return undefined
}

/** Finds the official library, which the package's own install script downloads if it is run. */
function findPackageLibrary(): TensorFlowLibrary | undefined {
  return libraryAt(join(bindingPackageFolder(), 'deps'), 'package')
}

/** Finds the library of an installed Python TensorFlow, without importing it, which takes seconds. */
async function findPythonLibrary(): Promise<TensorFlowLibrary | undefined> {
  const script =
    "import importlib.util as u\ns = u.find_spec('tensorflow')\n" +
    "print(s.submodule_search_locations[0] if s and s.submodule_search_locations else '')"
  const { code, stdout } = await runCommand('python3', ['-c', script], { timeoutMs: 20_000 })
  const folder = stdout.trim()
  return code === 0 && folder !== '' && existsSync(folder) ? libraryAt(folder, 'python') : undefined
}

/** Throws SetUpImpossible if TensorFlow has no wheel or compiled library for this kind of machine. */
export function requireSupportedPlatform(): void {
  const supported = process.platform === 'linux' && (process.arch === 'x64' || process.arch === 'arm64')
  if (supported) return
  throw new SetUpImpossible(
    `The native backend is built on Linux only (x64, arm64), not on ${process.platform} ${process.arch}`,
    'Use the backend webgpu (Metal, Vulkan or Direct3D) or wasm',
  )
}
