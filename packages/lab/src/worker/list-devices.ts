import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type { BackendName } from '@mitoscope/tensor'

/** More processes than this would wait for memory rather than compute. */
const most = 8

/** Shares of this machine's processor, each for one job at a time. */
export function listProcessors(): string[] {
  return Array.from({ length: Math.min(most, availableParallelism()) }, (_, i) => `cpu:${i}`)
}

/** The NVIDIA GPUs that this process may use: whether the backend can is for a compute process to say. */
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
