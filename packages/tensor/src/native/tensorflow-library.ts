import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

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
