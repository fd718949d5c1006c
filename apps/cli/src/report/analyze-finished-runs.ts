import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EpochAnalysis, RunAnalysis, RunLogits } from '@mitoscope/analysis'
import type { Backend } from '@mitoscope/tensor/compute'
import { openSources } from '@mitoscope/lab/local-files'
import type { FinishedRun } from '../sweep-folder/list-finished-runs.ts'
import { runFiles } from '../sweep-folder/sweep-folder.ts'

export interface AnalyzeRunsOptions {
  readonly backend: Backend
  readonly threshold: number
  readonly draws: number
  readonly seed: number
  readonly signal: AbortSignal
  readonly onDone: () => void
}

/** Analyses the final representations of runs, from the files in their folders. */
export async function analyzeFinishedRuns(
  runs: readonly FinishedRun[],
  options: AnalyzeRunsOptions,
): Promise<RunAnalysis[]> {
  const analyses = []
  for (const run of runs) {
    analyses.push(await analyzeFile(run, join(run.path, runFiles.representation), options))
    options.onDone()
  }
  return analyses
}

/** Analyses the checkpoints of runs except the last ones, computing their representations one at a time. */
export async function analyzeEarlierEpochs(
  root: string,
  runs: readonly FinishedRun[],
  options: AnalyzeRunsOptions,
): Promise<EpochAnalysis[]> {
  const { representCheckpoint } = await import('./represent-checkpoint.ts')
  const folder = await mkdtemp(join(tmpdir(), 'mitoscope-epochs-'))
  const target = join(folder, 'epoch.safetensors')
  const analyses = []
  try {
    for (const run of runs) {
      for (const epoch of listEarlierEpochs(run)) {
        options.signal.throwIfAborted()
        await representCheckpoint(options.backend, { folder: root, run: run.record.name, epoch }, target)
        analyses.push({ ...(await analyzeFile(run, target, options)), epoch })
        options.onDone()
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
  return analyses
}

/** Returns the epochs of a run's checkpoints before its last epoch. */
export function listEarlierEpochs({ record }: FinishedRun): number[] {
  const last = record.history.at(-1)!.epoch
  return record.checkpoints.filter((epoch) => epoch < last)
}

/** Computes a finished run's logits for the test inputs; null if its file does not contain what is needed. */
export async function readLogits(
  { path }: FinishedRun,
  { backend, signal }: Pick<AnalyzeRunsOptions, 'backend' | 'signal'>,
): Promise<RunLogits | null> {
  const { computeLogits, openRepresentation } = await import('@mitoscope/analysis/compute')
  const opened = await openSources([join(path, runFiles.representation)])
  try {
    return await computeLogits(await openRepresentation(opened.sources, { signal }), backend, signal)
  } finally {
    await opened.close()
  }
}

async function analyzeFile({ record }: FinishedRun, file: string, options: AnalyzeRunsOptions) {
  const { analyzeRun, openRepresentation } = await import('@mitoscope/analysis/compute')
  const { backend, threshold, draws, seed, signal } = options
  const opened = await openSources([file])
  try {
    const representation = await openRepresentation(opened.sources, { signal })
    const { name, weightDecay, interpolationEpoch, config } = record
    const { epoch, testError, trainError } = record.history.at(-1)!
    // Networks of 0 epochs are controls, whatever their data.
    const control = config.epochs === 0 ? 'untrained' : (config.control ?? 'none')
    const facts = { name, seed: record.seed, weightDecay, interpolationEpoch, testError, trainError }
    const analysis = await analyzeRun(facts, representation, backend, { seed, draws, threshold, signal })
    return { ...analysis, epoch, control }
  } finally {
    await opened.close()
  }
}
