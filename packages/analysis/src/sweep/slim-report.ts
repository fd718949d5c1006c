import { slimCurve, type SlimCurve } from '../shapes/curves.ts'
import type { RunAnalysis, SweepReport, SweepSeries, WidthSummary } from './sweep-report.ts'

type Curves = 'r2' | 'residualCorrelation' | 'testErrorOfChunks'
type LaterCurves = 'residualCorrelationAllPairs' | 'trainErrorOfChunks' | 'noiseRatio'

/** Run in a report, without single draws. */
export type ReportRun = Omit<RunAnalysis, Curves | LaterCurves | 'crossing'> &
  Readonly<Record<Curves, SlimCurve>> &
  // Reports that were made before these were part of them are without.
  Readonly<Partial<Record<LaterCurves, SlimCurve>>> & { readonly runId: string }

/** Width in a report; without the decay law in reports from before it was added. */
export type ReportWidth = Omit<WidthSummary, 'decay'> & Partial<Pick<WidthSummary, 'decay'>>

/** Report as a sweep stores it. */
export interface SlimReport extends Omit<SweepReport, 'series'> {
  readonly series: readonly (Omit<SweepSeries, 'runs' | 'widths'> & {
    readonly runs: readonly ReportRun[]
    readonly widths: readonly ReportWidth[]
  })[]
  /** Time of the report, ISO 8601. */
  readonly madeAt: string
}

/** Run in the computation of a report, with the id of its record. */
export type IdentifiedRun = RunAnalysis & { readonly runId: string }

export function slimReport(report: SweepReport): SlimReport {
  return {
    ...report,
    series: report.series.map((series) => ({ ...series, runs: series.runs.map(slimRun) })),
    madeAt: new Date().toISOString(),
  }
}

function slimRun(run: RunAnalysis): ReportRun {
  const { crossing: _, trainErrorOfChunks: ofTraining, noiseRatio, ...kept } = run as IdentifiedRun
  return {
    ...kept,
    r2: slimCurve(run.r2),
    residualCorrelation: slimCurve(run.residualCorrelation),
    residualCorrelationAllPairs: slimCurve(run.residualCorrelationAllPairs),
    testErrorOfChunks: slimCurve(run.testErrorOfChunks),
    ...(noiseRatio && { noiseRatio: slimCurve(noiseRatio) }),
    ...(ofTraining && { trainErrorOfChunks: slimCurve(ofTraining) }),
  }
}
