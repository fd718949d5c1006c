/** The catalogue door: the measures that exist and the form of their results, without a tensor library. */
export { type Analysis, type MeasureResult, type Provenance, writeNumbers } from './results/analysis.ts'
export { slimCurve, type Curve, type CurvesShape, type SlimCurve, type SlimCurves } from './shapes/curves.ts'
export type { FitShape } from './shapes/fit.ts'
export type { MatrixShape } from './shapes/matrix.ts'
export type { PartitionShape } from './shapes/partition.ts'
export type { Scalar } from './shapes/scalar.ts'
export type { ScalarsShape } from './shapes/scalars.ts'
export {
  listArrays,
  listRowSizes,
  listScalars,
  slimResult,
  verdictOf,
  type Shape,
  type SlimShape,
} from './shapes/shapes.ts'
export { BadOption, readOptions, type Option, type OptionValues } from './measures/option.ts'
export { chunkSizes } from './draws/chunks.ts'
export { listComparisons } from './comparison/compare-representations.ts'
export type { ComparisonInfo, PairAnalysis } from './comparison/compare-representations.ts'
export { listMeasures } from './measures/analyze.ts'
export type { MeasureInfo, Need } from './measures/measure.ts'
export { around, tQuantile } from './statistics/intervals.ts'
export { summarize, type Summary } from './statistics/summarize.ts'
export type { Representation, Warning } from './representation/representation.ts'
export { judgeClaims } from './claims/judge-claims.ts'
export { judgeValues, type SeedValues, type ThresholdRule } from './claims/judge-values.ts'
export type {
  FindingAxis,
  FindingLine,
  FindingMark,
  FindingPoint,
  FindingTest,
  SweepFinding,
} from './sweep/findings/finding.ts'
export { slimReport, type IdentifiedRun, type SlimReport } from './sweep/slim-report.ts'
export { type LoadChunkValues } from './sweep/exponents/decay-of-chunks.ts'
export type { LoadLogits } from './sweep/logits/collect-logits.ts'
export type { RunLogits } from './sweep/logits/run-logits.ts'
export { reportSweep, type ReportOptions } from './sweep/report-sweep.ts'
export type {
  DecayPoint,
  EpochAnalysis,
  JudgedClaim,
  Judgement,
  PlateauFit,
  RunAnalysis,
  SweepReport,
  SweepSeries,
  Verdict,
  WidthDecay,
  WidthSummary,
  DivergedRun,
} from './sweep/sweep-report.ts'
export { summarizeSweep } from './sweep/summarize-sweep.ts'
export { sweepMeasures } from './sweep/sweep-measures.ts'
