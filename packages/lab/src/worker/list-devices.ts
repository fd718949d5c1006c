import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { BackendName } from '@mitoscope/tensor'

/** Largest number of processes: more would exhaust the memory bandwidth. */
const most = 8

/** Lists the shares of this machine's processor, each for one job at a time. */
export function listProcessors(count = Math.min(most, availableParallelism())): string[] {
  return Array.from({ length: count }, (_, i) => `cpu:${i}`)
}

/** Lists the NVIDIA GPUs visible to this process; a compute process finds out if the backend can use them. */
export async function listGpus(backend?: BackendName): Promise<string[]> {
  const asked = backend ?? process.env.MITOSCOPE_BACKEND
  if (asked === 'wasm') return []
  const devices = await readdir('/dev').catch((): string[] => [])
  const present = devices
    .filter((name) => /^nvidia\d+$/.test(name))
    .map((name) => name.slice('nvidia'.length))
  const visible = process.env.CUDA_VISIBLE_DEVICES
  const usable = visible === undefined ? present : visible.split(',').filter((id) => id.trim() !== '')
  // WebGPU takes the first one, whatever CUDA is told.
  const reachable = asked === 'webgpu' ? usable.slice(0, 1) : usable
  return (present.length === 0 ? [] : reachable).map((id) => `gpu:${id.trim()}`)
}
