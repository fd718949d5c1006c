import type { Backend } from '@mitoscope/tensor/compute'
import { Context, type ContextOptions } from '../computations/context.ts'
import { chunkErrors } from '../computations/chunk-errors.ts'
import { criticalSize } from '../computations/critical-size.ts'
import { residualWarnings } from '../computations/describe-residuals.ts'
import { independence } from '../computations/independence.ts'
import { residualDraws } from '../computations/residual-draws.ts'
import type { Representation } from '../representation/representation.ts'
import { noiseFloor } from '../statistics/noise-floor.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { EpochAnalysis, RunAnalysis } from './sweep-report.ts'

export interface RunFacts {
  readonly name: string
  readonly seed: number
  readonly weightDecay: number
  readonly testError: number
  readonly trainError: number
  readonly interpolationEpoch: number | null
}

export interface AnalyzeRunOptions extends ContextOptions {
  /** True to hold residuals against independent noise too, which takes longest of all. */
  readonly withNoise?: boolean
  readonly draws: number
  readonly threshold: number
}

/**
 * Analyses one run for the report of a sweep: w*, R² and residual correlation against chunk size, and the errors of
 * chunks.
 */
export async function analyzeRun(
  facts: RunFacts,
  representation: Representation,
  backend: Backend,
  options: AnalyzeRunOptions,
): Promise<RunAnalysis> {
  const context = new Context(representation, backend, options)
  const { draws, threshold } = options
  const residuals = await residualDraws(context, draws)
  const critical = await criticalSize(context, draws, threshold)
  // Layers other than the last hidden one have no readout, whose errors could be told.
  const isReadOut = representation.readout !== undefined && representation.test.labels !== undefined
  const errors = isReadOut ? await chunkErrors(context, draws) : undefined
  return {
    ...facts,
    width: representation.width,
    wStar: critical.wStar,
    low: critical.low,
    high: critical.high,
    groups: critical.wStar === null ? null : representation.width / critical.wStar,
    sizes: context.sizes,
    r2: summarizeCurve('r2', 'R², in-sample', residuals.r2),
    residualCorrelation: summarizeCurve(
      'residualCorrelationOutsideChunk',
      'mean |ρ|, pairs outside the chunk',
      residuals.outsideChunk,
    ),
    residualCorrelationAllPairs: summarizeCurve(
      'residualCorrelationAllPairs',
      'mean |ρ|, all pairs',
      residuals.allPairs,
    ),
    noiseFloor: noiseFloor(representation.test.features.rows),
    ...(options.withNoise && {
      noiseRatio: (await independence(context, draws, { wStar: critical.wStar })).ratio,
    }),
    testErrorOfChunks: summarizeCurve(
      'testError',
      'test error of chunks',
      errors?.test.errors ?? context.sizes.map(() => []),
    ),
    ...(errors?.train && {
      trainErrorOfChunks: summarizeCurve('trainError', 'training error of chunks', errors.train.errors),
    }),
    warnings: [...representation.warnings, ...residualWarnings(context, residuals)],
    crossing: { sizes: critical.sizes, r2: critical.residuals.r2 },
  }
}

/** Analyses a run after an epoch: w* and the number of groups alone, which is a fraction of the work of `analyzeRun`. */
export async function analyzeEpoch<Facts extends object>(
  facts: Facts,
  representation: Representation,
  backend: Backend,
  options: AnalyzeRunOptions,
): Promise<Facts & Pick<EpochAnalysis, 'width' | 'wStar' | 'low' | 'high' | 'groups'>> {
  const context = new Context(representation, backend, options)
  const { wStar, low, high } = await criticalSize(context, options.draws, options.threshold)
  const { width } = representation
  return { ...facts, width, wStar, low, high, groups: wStar === null ? null : width / wStar }
}
