import { readdir } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { BackendName } from '@mitoscope/tensor'
import type { OpenMessage } from '../compute/messages.ts'
import type { Claimant } from '../attempts/claim-job.ts'
import type { Lab } from '../../platform/lab/lab.ts'
import { forkCompute, type ComputeProcess } from './fork-compute.ts'
import { deleteWorkers, registerWorker, recordWorkerHeartbeat } from './register-worker.ts'
import { startReaper } from './start-reaper.ts'
import { defaultTimes, type WorkerOptions } from './worker-options.ts'
import { startSlot } from './worker-slot.ts'

export interface Worker {
  /** Names of the devices. */
  readonly devices: readonly string[]
  /** Returns the ids of the current compute processes. */
  processes(): number[]
  /** Releases the running jobs, so that they continue elsewhere or later, and ends the compute processes. */
  stop(): Promise<void>
}

/**
 * Claims jobs of the lab and computes them in forked processes until it is stopped. This process itself does
 * not load the tensor library.
 */
export async function startWorker(lab: Lab, options: WorkerOptions = {}): Promise<Worker> {
  const times = { ...defaultTimes, ...options.times }
  const { devices, first } = await chooseDevices(lab, options, times.saveEvery)
  let stopReaper: (() => Promise<void>) | undefined
  let claimants: readonly Claimant[]
  try {
    stopReaper = await startReaper(lab, times)
    claimants = await Promise.all(devices.map((device) => registerWorker(lab, device)))
  } catch (error) {
    first?.kill()
    await stopReaper?.()
    throw error
  }
  const endReaper = stopReaper
  const ready = new Map(first ? [[devices[0], first]] : [])
  const slots = claimants.map((claimant) => {
    const { device } = claimant
    const together = options.trainTogether ?? device.startsWith('gpu')
    return startSlot(lab, claimant, times, together, () => {
      const waiting = ready.get(device)
      ready.delete(device)
      return waiting?.alive() ? waiting : forkFor(lab, device, devices.length, options, times.saveEvery)
    })
  })
  const ids = claimants.map(({ workerId }) => workerId)
  const heartbeat = setInterval(() => {
    recordWorkerHeartbeat(lab, ids).catch((error) =>
      lab.log.warn({ err: error }, 'The worker could not be shown'),
    )
  }, times.heartbeatEvery)
  lab.log.info({ devices }, 'The worker is ready')
  return {
    devices,
    processes: () => slots.flatMap((slot) => slot.pid() ?? []),
    async stop() {
      clearInterval(heartbeat)
      await Promise.all(slots.map((slot) => slot.stop()))
      for (const process of ready.values()) process.kill()
      await endReaper()
      await deleteWorkers(lab, ids).catch(() => {})
    },
  }
}

/** Chooses the requested devices, else the GPUs that a compute process can use, else the processor. */
async function chooseDevices(
  lab: Lab,
  options: WorkerOptions,
  saveEvery: number,
): Promise<{ readonly devices: readonly string[]; readonly first?: ComputeProcess }> {
  if (options.devices?.length) return { devices: options.devices }
  const gpus = await listGpus(options.backend)
  if (gpus.length === 0) return { devices: listProcessors(options.processors) }
  const first = forkFor(lab, gpus[0], gpus.length, options, saveEvery)
  const opened = await first.opened.catch(() => undefined)
  if (opened?.gpu) return { devices: gpus, first }
  first.kill()
  return { devices: listProcessors(options.processors) }
}

function forkFor(
  lab: Lab,
  device: string,
  devices: number,
  { backend, dataFolder, givesWay = true }: WorkerOptions,
  saveEvery: number,
): ComputeProcess {
  const gpu = /^gpu:(.+)$/.exec(device)?.[1]
  const open: OpenMessage = {
    type: 'open',
    backend: backend ?? null,
    threads: gpu === undefined ? Math.max(1, Math.floor(availableParallelism() / devices)) : null,
    blobFolder: join(lab.folder, 'blobs'),
    blobUrl: lab.blobUrl ?? null,
    dataFolder: dataFolder ?? null,
    saveEvery,
  }
  const env = gpu === undefined ? {} : { CUDA_VISIBLE_DEVICES: gpu }
  return forkCompute(open, { env, givesWay })
}

/** Largest number of processes: more would exhaust the memory bandwidth. */
const maxProcessors = 8

/** Lists the shares of this machine's processor, each for one job at a time. */
function listProcessors(count = Math.min(maxProcessors, availableParallelism())): string[] {
  return Array.from({ length: count }, (_, i) => `cpu:${i}`)
}

/** Lists the NVIDIA GPUs visible to this process; a compute process finds out if the backend can use them. */
async function listGpus(backend?: BackendName): Promise<string[]> {
  const backendName = backend ?? process.env.MITOSCOPE_BACKEND
  if (backendName === 'wasm') return []
  const devices = await readdir('/dev').catch((): string[] => [])
  const present = devices
    .filter((name) => /^nvidia\d+$/.test(name))
    .map((name) => name.slice('nvidia'.length))
  const visible = process.env.CUDA_VISIBLE_DEVICES
  const usable = visible === undefined ? present : visible.split(',').filter((id) => id.trim() !== '')
  // WebGPU takes the first one, whatever CUDA is told.
  const reachable = backendName === 'webgpu' ? usable.slice(0, 1) : usable
  return (present.length === 0 ? [] : reachable).map((id) => `gpu:${id.trim()}`)
}
