import { readdir, stat, statfs } from 'node:fs/promises'
import { availableParallelism, cpus, freemem, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import type { BackendReport } from './doctor/backend-report.ts'
import { probeBackends, type ProbeOptions } from './doctor/probe-backends.ts'
import { loadKernels } from './kernels/load-kernels.ts'
import { cacheFolder } from './native/cache-folder.ts'

export type { BackendAbsent, BackendPresent, BackendReport } from './doctor/backend-report.ts'
export { probeBackends, type ProbeOptions } from './doctor/probe-backends.ts'

/** Report on this machine, as data. */
export interface MachineReport {
  readonly node: string
  readonly platform: string
  readonly processor: string
  readonly cores: number
  /** Total and free memory in bytes. */
  readonly memory: { readonly total: number; readonly free: number }
  readonly cache: {
    readonly folder: string
    /** Size of the folder in bytes. */
    readonly bytes: number
    /** Free bytes on its disk; absent if they are unknown. */
    readonly diskFree?: number
  }
  /** Kind of the host kernels: compiled for this machine, or WebAssembly. */
  readonly kernels: 'native' | 'wasm'
  readonly backends: readonly BackendReport[]
}

/** Examines the machine. Each backend is tried in a process of its own and, by default, measured. */
export async function examineMachine(options: ProbeOptions = { measure: true }): Promise<MachineReport> {
  const folder = cacheFolder()
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: { total: totalMemory(), free: freemem() },
    cache: { folder, bytes: await folderBytes(folder), diskFree: await diskFree(folder) },
    kernels: loadKernels().kind,
    backends: await probeBackends(options),
  }
}

/** Returns the total memory in bytes, or a container's limit if it is lower. */
function totalMemory(): number {
  const limit = process.constrainedMemory()
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem()
}

async function diskFree(folder: string): Promise<number | undefined> {
  try {
    const disk = await statfs(folder)
    return disk.bavail * disk.bsize
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(folder) !== folder
    return missing ? diskFree(dirname(folder)) : undefined
  }
}

async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => undefined)))
  return sizes.reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0)
}
