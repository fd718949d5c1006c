import { availableParallelism } from 'node:os'
import { resolve } from 'node:path'
import { estimateGroup, planGroups, typicalRates, type RunGroup, type SweepConfig } from '@mitoscope/training'
import { forkProcess, type TrainingProcess } from './fork-process.ts'
import type { OpenMessage } from './messages.ts'
import { readRunRecord } from './run-record.ts'
import type { SweepFolder } from './sweep-folder.ts'
import type { SweepOptions } from './sweep-options.ts'
import { trackSweep, type SweepTracker } from './track-sweep.ts'

/** Limit of processes: more would wait for memory rather than compute. */
const maxProcesses = 8

/**
 * Trains the runs that the folder does not have yet. The first process reports the device, which determines how runs
 * are grouped.
 */
export async function trainUnfinished(
  config: SweepConfig,
  folder: SweepFolder,
  options: SweepOptions,
): Promise<void> {
  const { signal } = options
  const processes: { process: TrainingProcess; group?: RunGroup }[] = []
  const start = () => {
    const slot: (typeof processes)[number] = {
      process: forkProcess(() => slot.group?.name ?? 'the sweep, at its start,'),
    }
    processes.push(slot)
    return slot
  }
  const ended = new AbortController()
  const aborted = new Promise<never>((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { signal: ended.signal })
  })
  try {
    const first = start()
    const device = await Promise.race([openProcess(first.process, config, folder, options), aborted])
    const planned = planGroups(config, device)
    const queue = sortLongestFirst(config, await listUnfinished(folder, planned))
    const tracker = trackSweep(config, planned, queue)
    options.onProgress?.(tracker.report())
    const count = Math.min(options.processes ?? countProcesses(device.gpu), queue.length)
    const work = async (slot: (typeof processes)[number], opened: Promise<unknown>) => {
      await opened
      for (let group = queue.shift(); group; group = queue.shift()) {
        slot.group = group
        await followGroup(slot.process, group, tracker, options)
      }
    }
    const others = Array.from({ length: count - 1 }, () => {
      const slot = start()
      return work(slot, openProcess(slot.process, config, folder, { ...options, backend: device.backend }))
    })
    await Promise.race([Promise.all([work(first, Promise.resolve()), ...others]), aborted])
  } finally {
    ended.abort()
    await Promise.all(processes.map(({ process }) => process.stop()))
  }
}

async function openProcess(
  process: TrainingProcess,
  config: SweepConfig,
  folder: SweepFolder,
  { backend, dataFolder, processes, saveEvery, onNotice }: SweepOptions,
) {
  const message: OpenMessage = {
    type: 'open',
    backend: backend ?? null,
    // Parallel processes share the cores, because a step's operations are too short to use several.
    threads: Math.max(1, Math.floor(availableParallelism() / (processes ?? countProcesses(false)))),
    folder: folder.root,
    config,
    dataFolder: dataFolder === undefined ? null : resolve(dataFolder),
    saveEvery: saveEvery ?? 10_000,
  }
  process.send(message)
  for (;;) {
    const answer = await process.next()
    if (answer.type === 'opened') return answer
    if (answer.type !== 'notice')
      throw new Error(`A training process answered "${answer.type}" when it was opened`)
    onNotice?.(answer.text)
  }
}

async function followGroup(
  process: TrainingProcess,
  group: RunGroup,
  tracker: SweepTracker,
  { onProgress }: SweepOptions,
): Promise<void> {
  process.send({ type: 'train', group })
  for (;;) {
    const message = await process.next()
    if (message.type === 'progress') tracker.advance(message.group, message.epoch, message.fraction)
    if (message.type === 'finished') tracker.finish(group)
    onProgress?.(tracker.report())
    if (message.type === 'finished') return
  }
}

/** Returns the groups with unfinished runs, without their finished runs. */
async function listUnfinished(folder: SweepFolder, groups: readonly RunGroup[]): Promise<RunGroup[]> {
  const left = await Promise.all(
    groups.map(async (group) => {
      const records = await Promise.all(group.runs.map(({ name }) => readRunRecord(folder, name)))
      return { ...group, runs: group.runs.filter((_, i) => records[i] === undefined) }
    }),
  )
  return left.filter(({ runs }) => runs.length > 0)
}

/** Sorts groups by decreasing duration, so that the processes end at about the same time. */
function sortLongestFirst(config: SweepConfig, groups: readonly RunGroup[]): RunGroup[] {
  const cost = new Map(groups.map((group) => [group, estimateGroup(config, group, typicalRates)]))
  return groups.toSorted((a, b) => cost.get(b)! - cost.get(a)!)
}

function countProcesses(gpu: boolean): number {
  return gpu ? 1 : Math.min(maxProcesses, availableParallelism())
}
