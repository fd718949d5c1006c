import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A TensorFlow shared library with the C headers that fit it. */
export interface TensorFlowLibrary {
  /** The folder of the shared libraries. */
  readonly folder: string
  /** File names to link, in the folder. */
  readonly files: readonly string[]
  /** The folder that has `tensorflow/c/c_api.h`. */
  readonly include: string
  /** Paths of the CUDA libraries that lie beside it, as in Python's folders; TensorFlow opens them by name. */
  readonly cuda: readonly string[]
  /** Where it came from, for people. */
  readonly origin: 'MITOSCOPE_TENSORFLOW' | 'system' | 'package' | 'python' | 'wheel'
}

/** The wheel's library, then the names that the official C library has. */
const layouts = [
  ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  ['libtensorflow.so.2', 'libtensorflow_framework.so.2'],
  ['libtensorflow.so', 'libtensorflow_framework.so'],
]

/** Headers that the binding includes itself: where one is missing, compiling cannot succeed. */
const headers = ['tensorflow/c/eager/c_api.h', 'tensorflow/core/platform/ctstring_internal.h']

/** Looks for a library at `root`: beside its headers, as a wheel has it, or in `lib` beside `include`. */
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

/** What TensorFlow opens, and what those libraries need of each other; plugins beside them want other software. */
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
