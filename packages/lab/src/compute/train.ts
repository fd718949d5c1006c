import { findInterpolationEpoch, type EpochRecord } from '@mitoscope/training'
import { encodeNetwork, planOf, taskOf } from '@mitoscope/training'
import { encodeSafetensors } from '@mitoscope/formats'
import { trainRuns } from '@mitoscope/training/compute'
import { listMetrics } from '../training/list-metrics.ts'
import { sweepOf } from '../training/run-settings.ts'
import type { TrainInput, TrainOutput } from '../training/train-messages.ts'
import { findPrepared } from './find-prepared.ts'
import type { JobBody } from './job-body.ts'
import { keepNetwork } from './keep-network.ts'
import { toStream } from './to-stream.ts'
import { loadState, saveState } from './training-state.ts'

/**
 * Trains one run from its last saved state and computes the representation of its final network.
 * Interruptions do not change the numbers.
 */
export const train: JobBody = async (input, context): Promise<TrainOutput> => {
  const { run, name, settings, state: kept } = input as TrainInput
  const { backend, blobs, report, signal } = context
  report({ phase: 'reading', fraction: 0 })
  const sweep = sweepOf(settings)
  const data = await findPrepared(sweep, context.dataFolder, (log) =>
    report({ phase: 'reading', fraction: 0, log }),
  )
  const saved = kept === null ? undefined : await loadState(context, kept)
  // Before its first epoch, a state is the network that the run was given.
  if (saved && saved.state.epoch > 0)
    report({ phase: 'training', fraction: 0, log: `Continues after epoch ${saved.state.epoch}` })
  const began = performance.now()
  const secondsSpent = () => (saved?.seconds ?? 0) + (performance.now() - began) / 1_000
  let savedAt = performance.now()
  let fraction = 0
  let record: EpochRecord | undefined
  const final = await trainRuns(backend, data, taskOf(sweep, settings.width, [settings]), {
    resumeFrom: saved?.state,
    signal,
    onProgress(progress) {
      fraction = share * progress.fraction
      report({ phase: 'training', fraction })
    },
    onEvaluation(_epoch, [evaluated]) {
      record = evaluated
      report({ phase: 'training', fraction, metrics: listMetrics(evaluated) })
    },
    async onCheckpoint(epoch, [network]) {
      const file = encodeSafetensors(encodeNetwork(network), { epoch: String(epoch) })
      const stored = await blobs.put(toStream(file))
      const metrics = record?.epoch === epoch ? { ...record } : undefined
      report({ phase: 'training', fraction, checkpoints: [{ epoch, ...stored, metrics }] })
    },
    async onEpoch(epoch, capture) {
      if (epoch < settings.epochs && performance.now() - savedAt < context.saveEvery) return
      const state = await saveState(context, run, { state: await capture(), seconds: secondsSpent() })
      report({ phase: 'training', fraction, state })
      savedAt = performance.now()
    },
  })
  const seconds = secondsSpent()
  signal.throwIfAborted()
  report({ phase: 'representing', fraction: share })
  const [{ network, history }] = final.runs
  const plan = planOf(sweep, settings.width, data)
  const representation = await keepNetwork(context, plan, network, data)
  const { parameters } = plan
  const { means, deviations } = data
  return {
    interpolationEpoch: findInterpolationEpoch(history),
    backend: backend.name,
    device: backend.device,
    epoch: final.epoch,
    representation,
    facts: { parameters, seconds, trainedWith: [name], means, deviations },
  }
}

/** Share of the work for training; the rest is the representation. */
const share = 0.97
