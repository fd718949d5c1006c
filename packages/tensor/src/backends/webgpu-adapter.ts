import { tmpdir } from 'node:os'
import { BackendUnavailable } from '../backend-unavailable.ts'

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
