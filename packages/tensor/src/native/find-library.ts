import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runCommand } from './run-command.ts'
import { SetUpImpossible } from './set-up-impossible.ts'
import { libraryAt, type TensorFlowLibrary } from './tensorflow-library.ts'

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
