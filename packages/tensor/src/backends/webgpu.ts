import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import * as tf from '@tensorflow/tfjs-core'
import { BackendUnavailable } from '../backend-name.ts'
import type { Backend } from '../backend.ts'
import { createHostGram } from '../gram/host-gram.ts'
import { createWebGpuGram } from '../gram/webgpu-gram.ts'
import { loadKernels } from '../kernels/load-kernels.ts'
import { hostAlgebra } from '../linear-algebra/algebra.ts'
import { registerGradients } from './register-gradients.ts'

/**
 * Opens a GPU of any maker through WebGPU. `asked` is true if the user named this backend; only then is an emulated GPU
 * used.
 */
export async function openWebGpu(asked: boolean): Promise<Backend> {
  const adapter = await requestWebGpu()
  if (adapter.software && !asked) {
    throw new BackendUnavailable(
      'webgpu',
      `only a software GPU answers, ${adapter.device}`,
      'Other backends are faster here; MITOSCOPE_BACKEND=webgpu uses it all the same',
    )
  }
  // Only after `navigator.gpu` is set: the package looks for it once, when it is loaded.
  await import('@tensorflow/tfjs-backend-webgpu')
  registerGradients()
  if (!(await tf.setBackend('webgpu'))) {
    throw new BackendUnavailable('webgpu', `${adapter.device} gives no device`, "Update the GPU's driver")
  }
  await tf.ready()
  const kernels = loadKernels()
  return {
    name: 'webgpu',
    device: adapter.device,
    version: createRequire(import.meta.url)('webgpu/package.json').version,
    gpu: true,
    tf,
    kernels,
    algebra: hostAlgebra,
    createGram: (width, rows) =>
      rows !== undefined && isSmall(rows, width)
        ? createHostGram(kernels, width)
        : createWebGpuGram(tf, width),
  }
}

/**
 * Returns true if the host's float64 is better than the GPU's float32. With few rows per column the Gram matrix is
 * close to singular, and fits on it magnify its rounding; a small matrix takes the host no time.
 */
function isSmall(rows: number, width: number): boolean {
  return rows < 8 * width || rows * width ** 2 < 1e9
}

/** The fields of a WebGPU adapter's description in use. */
interface AdapterInfo {
  readonly vendor: string
  readonly architecture: string
  readonly device: string
  readonly description: string
  readonly isFallbackAdapter?: boolean
}

interface Gpu {
  requestAdapter(options?: object): Promise<{ readonly info: AdapterInfo } | null>
}

/** An available WebGPU adapter. */
export interface WebGpuAdapter {
  /** Name of the device for people. */
  readonly device: string
  /** True if the CPU emulates the GPU: correct, but far slower than any other backend. */
  readonly software: boolean
}

/** Sets `navigator.gpu`, where TensorFlow.js looks for WebGPU, and returns the adapter that it would use. */
export async function requestWebGpu(): Promise<WebGpuAdapter> {
  // Without it, Vulkan drivers print warnings.
  process.env.XDG_RUNTIME_DIR ??= tmpdir()
  const { create, globals } = await loadDawn()
  Object.assign(globalThis, globals)
  const gpu = create([])
  const scope = globalThis as { navigator?: object }
  if (scope.navigator === undefined)
    Object.defineProperty(globalThis, 'navigator', { value: {}, configurable: true })
  Object.defineProperty(scope.navigator, 'gpu', { value: gpu, configurable: true })
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' })
  if (adapter === null)
    throw new BackendUnavailable('webgpu', 'no GPU answers through Vulkan, Metal or Direct3D', remedy())
  return describeAdapter(adapter.info)
}

async function loadDawn(): Promise<{ create(flags: string[]): Gpu; globals: object }> {
  try {
    return (await import('webgpu')) as unknown as { create(flags: string[]): Gpu; globals: object }
  } catch (error) {
    const [reason] = (error as Error).message.split('\n')
    throw new BackendUnavailable(
      'webgpu',
      `the package "webgpu" does not load here (${reason})`,
      'Use another backend',
    )
  }
}

function describeAdapter(info: AdapterInfo): WebGpuAdapter {
  const name = info.description || info.device || `${info.vendor} ${info.architecture}`.trim() || 'GPU'
  const software =
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|lavapipe|software/i.test(Object.values(info).join(' '))
  return { device: software ? `${name} (software)` : name, software }
}

function remedy(): string {
  if (process.platform !== 'linux') return "Update the GPU's driver"
  return (
    "Install the GPU's Vulkan driver and the loader (Debian, Ubuntu: apt install libvulkan1 mesa-vulkan-drivers); " +
    'VK_DRIVER_FILES may name a driver file'
  )
}
