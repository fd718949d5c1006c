import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EpochAnalysis, RunAnalysis, RunLogits } from '@mitoscope/analysis'
import type { Backend } from '@mitoscope/tensor/compute'
import { kindOfControl } from '@mitoscope/training'
import { openSources } from '@mitoscope/lab/local-files'
import type { FinishedRun } from '../sweep-folder/run-record.ts'
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
  const widest = Math.max(...runs.map(({ record }) => record.width))
  for (const run of runs) {
    const withNoise = run.record.width === widest && run.record.weightDecay > 0
    analyses.push(await analyzeFile(run, join(run.path, runFiles.representation), { ...options, withNoise }))
    options.onDone()
  }
  return analyses
}

/** Analyses the checkpoints of runs except the last ones, computing their representations one at a time. */
export async function analyzeEarlierEpochs(
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
        await representCheckpoint(options.backend, { folder: run.root, run: run.record.name, epoch }, target)
        analyses.push(await analyzeEpoch(run, epoch, target, options))
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

/** Computes errors and cross-entropies of chunks of a finished run on every test input; null where they are not feasible. */
export async function readChunkValues(
  { path }: FinishedRun,
  sizes: readonly number[],
  { backend, draws, seed, signal }: Pick<AnalyzeRunsOptions, 'backend' | 'draws' | 'seed' | 'signal'>,
) {
  const { computeChunkValues, openRepresentation } = await import('@mitoscope/analysis/compute')
  const opened = await openSources([join(path, runFiles.representation)])
  try {
    const representation = await openRepresentation(opened.sources, { signal })
    return await computeChunkValues(representation, backend, { sizes, draws, seed, signal })
  } finally {
    await opened.close()
  }
}

function analyzeFile(
  run: FinishedRun,
  file: string,
  options: AnalyzeRunsOptions & { readonly withNoise?: boolean },
): Promise<RunAnalysis> {
  return openAnalysed(file, options, async (analyze, representation) => {
    const { name, seed, weightDecay, interpolationEpoch, config, history } = run.record
    const { epoch, testError, trainError } = history.at(-1)!
    const facts = { name, seed, weightDecay, interpolationEpoch, testError, trainError }
    const analysis = await analyze.analyzeRun(facts, representation, options.backend, options)
    return { ...analysis, epoch, control: kindOfControl(config) }
  })
}

function analyzeEpoch(
  { record }: FinishedRun,
  epoch: number,
  file: string,
  options: AnalyzeRunsOptions,
): Promise<EpochAnalysis> {
  return openAnalysed(file, options, (analyze, representation) => {
    const { name, seed, weightDecay, interpolationEpoch, config, history } = record
    const trainError = history.find((one) => one.epoch === epoch)?.trainError ?? null
    const facts = { name, seed, weightDecay, interpolationEpoch, epoch, trainError, control: kindOfControl(config) } // prettier-ignore
    return analyze.analyzeEpoch(facts, representation, options.backend, options)
  })
}

type Compute = typeof import('@mitoscope/analysis/compute')

/** Opens a representation's file while it is analysed. */
async function openAnalysed<Result>(
  file: string,
  { signal }: AnalyzeRunsOptions,
  analyze: (
    compute: Compute,
    representation: Awaited<ReturnType<Compute['openRepresentation']>>,
  ) => Promise<Result>,
): Promise<Result> {
  const compute = await import('@mitoscope/analysis/compute')
  const opened = await openSources([file])
  try {
    return await analyze(compute, await compute.openRepresentation(opened.sources, { signal }))
  } finally {
    await opened.close()
  }
}
