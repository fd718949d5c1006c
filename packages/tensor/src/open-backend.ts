import type { Backend } from './backend.ts'
import { type BackendName, backendNames, BackendUnavailable, isBackendName } from './backend-name.ts'

export interface OpenBackendOptions {
  /** Backend to use; the default is MITOSCOPE_BACKEND, else the first that works on this machine. */
  readonly backend?: BackendName
  /** Number of CPU threads for TensorFlow; the default is all. */
  readonly threads?: number
}

let opened: { key: string; backend: Promise<Backend> } | undefined

/**
 * Opens this process's tensor backend. A process has one: a second call returns the same, and throws an Error for
 * another name, since tensors of two backends cannot be mixed.
 */
export async function openBackend(options: OpenBackendOptions = {}): Promise<Backend> {
  const asked = askedBackend(options)
  const key = `${asked ?? 'any'} ${options.threads ?? 'all'}`
  if (opened !== undefined && opened.key !== key) {
    const { name } = await opened.backend
    if (asked === undefined || asked === name) return opened.backend
    throw new Error(`This process uses the backend "${name}" already; "${asked}" needs a process of its own`)
  }
  opened ??= { key, backend: open(asked, options.threads) }
  try {
    return await opened.backend
  } catch (error) {
    opened = undefined
    throw error
  }
}

/** Returns the backend that the option or the environment names, if any. Throws an Error for an unknown name. */
export function askedBackend(options: OpenBackendOptions): BackendName | undefined {
  const name: string | undefined = options.backend ?? (process.env.MITOSCOPE_BACKEND || undefined)
  if (name === undefined || isBackendName(name)) return name
  throw new Error(`There is no backend "${name}"; there are ${backendNames.join(', ')}`)
}

/** Opens one backend by name, without choosing. `asked` is true if a user named it. */
export async function openByName(name: BackendName, asked: boolean, threads?: number): Promise<Backend> {
  // Imported on demand, because each loads a library of its own.
  if (name === 'tensorflow') return (await import('./backends/tensorflow.ts')).openTensorflow(threads)
  if (name === 'webgpu') return (await import('./backends/webgpu.ts')).openWebGpu(asked)
  return (await import('./backends/wasm.ts')).openWasm()
}

async function open(asked: BackendName | undefined, threads: number | undefined): Promise<Backend> {
  if (asked !== undefined) return openByName(asked, true, threads)
  const reasons: string[] = []
  for (const name of backendNames) {
    try {
      return await openByName(name, false, threads)
    } catch (error) {
      if (!(error instanceof BackendUnavailable)) throw error
      reasons.push(error.message)
    }
  }
  throw new Error(`No tensor backend works here. ${reasons.join(' ')}`)
}
