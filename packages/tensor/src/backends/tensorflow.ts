import * as tf from '@tensorflow/tfjs-core'
import { availableParallelism } from 'node:os'
import type { Backend } from '../backend.ts'
import { BackendUnavailable } from '../backend-name.ts'
import { createHostGram } from '../gram/host-gram.ts'
import { createTensorflowGram } from '../gram/tensorflow-gram.ts'
import { loadKernels } from '../kernels/load-kernels.ts'
import { loadBinding } from '../native/load-binding.ts'
import { findNative } from '../native/native-setup.ts'
import { runCommand } from '../native/run-command.ts'
import { createTensorflowAlgebra } from './tensorflow-algebra.ts'

/** Opens native TensorFlow, on the CPU or with a CUDA build on the GPU, with double precision. */
export async function openTensorflow(threads: number | undefined): Promise<Backend> {
  const native = findNative()
  if (!native.present) throw new BackendUnavailable('tensorflow', native.reason, native.remedy)
  setDefaults(threads)
  const { binding, createBackend } = load(native.binding)
  tf.registerBackend('tensorflow', createBackend, 3)
  await tf.setBackend('tensorflow')
  await tf.ready()
  const gpu = binding.isUsingGpuDevice()
  const version = binding.TF_Version
  const kernels = loadKernels({ threads })
  return {
    name: 'tensorflow',
    device: gpu ? await gpuName() : `CPU (TensorFlow ${version}, ${count(threads)})`,
    version,
    gpu,
    tf,
    kernels,
    algebra: createTensorflowAlgebra(binding),
    // On a CPU the host kernels compute only one triangle, which is faster than any product of the whole matrix.
    createGram: (width) => (gpu ? createTensorflowGram(binding, width) : createHostGram(kernels, width)),
  }
}

/** Sets environment variables that TensorFlow reads at its start, unless the user has set them. */
function setDefaults(threads: number | undefined): void {
  if (threads !== undefined) {
    process.env.TF_NUM_INTRAOP_THREADS = String(threads)
    process.env.OMP_NUM_THREADS = String(threads)
  }
  // Several processes share one GPU, so none may take all of its memory at the start.
  process.env.TF_FORCE_GPU_ALLOW_GROWTH ??= 'true'
  // Some GPUs would reduce float32 factors to 11 bits; measures compare small differences and need all 24.
  process.env.NVIDIA_TF32_OVERRIDE ??= '0'
}

function load(file: string): ReturnType<typeof loadBinding> {
  try {
    return loadBinding(file)
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    throw new BackendUnavailable(
      'tensorflow',
      `its library does not load (${reason})`,
      'Run `npm run setup` again',
    )
  }
}

async function gpuName(): Promise<string> {
  const { code, stdout } = await runCommand('nvidia-smi', ['--query-gpu=name', '--format=csv,noheader'])
  return (code === 0 && stdout.trim().split('\n')[0]) || 'NVIDIA GPU'
}

function count(threads: number | undefined): string {
  const used = threads ?? (Number(process.env.TF_NUM_INTRAOP_THREADS) || availableParallelism())
  return `${used} thread${used === 1 ? '' : 's'}`
}
