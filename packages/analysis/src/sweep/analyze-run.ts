import type { Backend } from '@mitoscope/tensor/compute'
import { Context, type ContextOptions } from '../computations/context.ts'
import { chunkErrors } from '../computations/chunk-errors.ts'
import { criticalSize } from '../computations/critical-size.ts'
import { residualWarnings } from '../computations/describe-residuals.ts'
import { noiseFloor } from '../computations/noise-floor.ts'
import { residualDraws } from '../computations/residual-draws.ts'
import type { Representation } from '../representation/representation.ts'
import { summarizeCurve } from '../statistics/summarize.ts'
import type { RunAnalysis } from './sweep-report.ts'

export interface RunFacts {
  readonly name: string
  readonly seed: number
  readonly weightDecay: number
  readonly testError: number
  readonly trainError: number
  readonly interpolationEpoch: number | null
}

export interface AnalyzeRunOptions extends ContextOptions {
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
  const errors = await chunkErrors(context, draws)
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
    testErrorOfChunks: summarizeCurve('testError', 'test error of chunks', errors.test.errors),
    ...(errors.train && {
      trainErrorOfChunks: summarizeCurve('trainError', 'training error of chunks', errors.train.errors),
    }),
    warnings: [...representation.warnings, ...residualWarnings(context, residuals)],
    crossing: { sizes: critical.sizes, r2: critical.residuals.r2 },
  }
}
