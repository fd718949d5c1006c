import { setImmediate as turnOfTheLoop } from 'node:timers/promises'
import type { NetworkPlan } from '../architectures/plan-network.ts'
import type { TrainingHooks, TrainingTask } from './training-task.ts'

/** Counts the work done, reports it, and lets the event loop run in between. */
export interface Progress {
  /** Counts a step on `images` images of every run. Rejects with the signal's reason when aborted. */
  countImages(epoch: number, images: number): Promise<void>
  /** Counts an evaluation of both splits. Rejects with the signal's reason when aborted. */
  countEvaluation(epoch: number): Promise<void>
}

/** Long enough to cost nothing, short enough to react to a cancellation at once. */
const reportIntervalMs = 100

/** Counts work in floating-point operations, starting after `epoch` completed epochs. */
export function trackProgress(
  task: TrainingTask,
  plan: NetworkPlan,
  trainCount: number,
  testCount: number,
  epoch: number,
  hooks: TrainingHooks,
): Progress {
  const perImage = plan.trainingFlops
  const perEvaluation = plan.evaluationFlops * (trainCount + testCount)
  const workUpTo = (epochs: number) =>
    epochs * trainCount * perImage + task.evaluateAt.filter((at) => at <= epochs).length * perEvaluation
  const total = workUpTo(task.hyperparameters.epochs)
  let done = workUpTo(epoch)
  let reported = 0
  const advance = async (at: number, work: number) => {
    done += work
    if (performance.now() - reported < reportIntervalMs) return
    reported = performance.now()
    hooks.onProgress?.({ epoch: at, fraction: Math.min(1, done / total) })
    await turnOfTheLoop()
    hooks.signal?.throwIfAborted()
  }
  return {
    countImages: (at, images) => advance(at, images * perImage),
    countEvaluation: (at) => advance(at, perEvaluation),
  }
}
