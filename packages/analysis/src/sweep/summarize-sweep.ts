import type { Scalar } from '../shapes/scalar.ts'
import { summarize } from '../statistics/summarize.ts'
import { sayP, sayScalar, sayShare } from './findings/say.ts'
import { describeIntervals, overOf } from './laws/describe-intervals.ts'
import { LEVEL, SUPPORT } from './laws/compare-laws.ts'
import { bends, fitSeries } from './laws/fit-series.ts'
import { poolSeeds, sizeOfWidth, type PooledSizes } from './laws/pool-seeds.ts'
import type { PlateauFit, RunAnalysis, SweepReport, WidthSummary } from './sweep-report.ts'

/**
 * Summarises the analyses of a sweep's runs by weight decay: w* and groups against width, and the law that they
 * support.
 */
export function summarizeSweep(
  title: string,
  runs: readonly RunAnalysis[],
  threshold: number,
  provenance: SweepReport['provenance'],
): SweepReport {
  const decays = [...new Set(runs.map((run) => run.weightDecay))].toSorted((a, b) => b - a)
  const series = decays.map((weightDecay) => {
    const own = runs
      .filter((run) => run.weightDecay === weightDecay)
      .toSorted((a, b) => a.width - b.width || a.seed - b.seed)
    const pooled = poolSeeds(own)
    const widths = summarizeWidths(own, pooled)
    const fit = fitSeries(pooled)
    const interval = describeIntervals(pooled)
    const sentence = describe(weightDecay, widths, fit, pooled, threshold)
    return { weightDecay, widths, runs: own, interval, fit, sentence }
  })
  const warnings = runs
    .filter((run) => run.wStar === null)
    .map((run) => `${run.name}: no chunk reaches R² ${threshold}; the run is left out of the fit.`)
  return { title, threshold, series, provenance, warnings }
}

function summarizeWidths(runs: readonly RunAnalysis[], pooled: PooledSizes): WidthSummary[] {
  return [...new Set(runs.map((run) => run.width))].map((width) => {
    const own = runs.filter((run) => run.width === width)
    const { value, low, high } = sizeOfWidth(pooled, width)
    const groups = (size: number | null) => (size === null ? null : width / size)
    return {
      width,
      runs: own.length,
      wStar: value,
      wStarLow: low,
      wStarHigh: high,
      groups: groups(value),
      groupsLow: groups(high),
      groupsHigh: groups(low),
      testError: summarize(own.map((run) => run.testError)).mean!,
      trainError: summarize(own.map((run) => run.trainError)).mean!,
      decay: null,
    }
  })
}

function describe(
  decay: number,
  widths: readonly WidthSummary[],
  fit: PlateauFit | null,
  pooled: PooledSizes,
  threshold: number,
): string {
  const at = `At weight decay ${decay}`
  const over = overOf(pooled)
  const widest = widths.at(-1)!
  const groups = { value: widest.groups, low: widest.groupsLow!, high: widest.groupsHigh! }
  const most =
    widest.groups === null
      ? `no chunk of the widest layer (${widest.width} neurons) reaches R² ${threshold}`
      : `the widest layer (${widest.width} neurons) holds ${sayScalar(groups, over)} groups`
  if (!fit) return `${at}, ${most}; four widths at least are needed to look for a critical width.`
  if (!fit.supported) return `${at}, ${describeUnsupported(fit)}; ${most}.`
  return (
    `${at}, the layer is one group up to a critical width of ${sayScalar(fit.criticalWidth, over)} neurons; above it a chunk of ` +
    `${sayScalar(fit.plateau, over)} neurons carries the whole layer, and the number of groups grows by ` +
    `${sayScalar(per100(fit.slope), over)} per 100 neurons; ${most}. ${describeTest(fit)}`
  )
}

function describeUnsupported({ pPower, pPlateau, power, growth, strays = false }: PlateauFit): string {
  if (pPower! <= SUPPORT && growth && bends(growth, strays))
    return `the data do not support a plateau: ${sayBend(growth, pPower!)}`
  if (pPower! <= SUPPORT)
    return `a plateau of w* fits better than a power law (${sayP(pPower!)}), but it may begin as late as the widest layer`
  return pPlateau! <= LEVEL
    ? `the data do not support a plateau: w* keeps growing with width (a plateau is rejected, ${sayP(pPlateau!)})`
    : `the data do not support a plateau: it is not told from a power law (${sayP(pPower!)}; a plateau as fitted would be found in ${sayShare(power!)} of such sweeps)`
}

/** Says that neither a power law nor a plateau describes w*. */
export function sayBend(growth: Scalar, pPower: number): string {
  const found = growth.value === null ? '' : `: above the bend the groups grow as W^β with β = ${sayScalar(growth)}, and 1 is asked of a plateau`
  return `the group size bends away from a power law (${sayP(pPower)}), but is not told to stop growing${found}`
} // prettier-ignore

/** Names the test that decided for a plateau, and what the intervals count. */
function describeTest({ pPower, strays }: PlateauFit): string {
  const stray = strays
    ? ' The widths stray from that law by more than their seeds do, as at a rounded knee, and the intervals of the fit count it.'
    : ''
  return `A power law without a plateau is rejected (parametric bootstrap, ${sayP(pPower!)}).${stray}`
}

/** Returns a number per neuron as one per 100 neurons. */
export function per100(scalar: Scalar): Scalar {
  const times = (value: number | null) => (value === null ? null : 100 * value)
  return { ...scalar, value: times(scalar.value), low: times(scalar.low), high: times(scalar.high) }
}
