import { createUniform } from '@mitoscope/tensor/random'
import { formatSpread } from '../format/format-spread.ts'
import { crossing } from '../computations/crossing.ts'
import type { Scalar } from '../shapes/scalar.ts'
import { fitLine } from '../statistics/fit-line.ts'
import { percentileInterval } from '../statistics/interval.ts'
import { resample } from '../statistics/resample.ts'
import { meanOf, summarize } from '../statistics/summarize.ts'
import { decayOfWidth } from './decay-of-width.ts'
import { sayScalar } from './findings/say.ts'
import { fitPlateau, fitPowerLaw } from './fit-plateau.ts'
import type { PlateauFit, RunAnalysis, SweepReport, WidthSummary } from './sweep-report.ts'

const RESAMPLES = 500
/** Smallest AIC difference at which one law counts as better (Burnham and Anderson's rule of thumb). */
const SUPPORT = 2

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
    const widths = summarizeWidths(own)
    const fit = fitSeries(own, threshold)
    return { weightDecay, widths, runs: own, fit, sentence: describe(weightDecay, widths, fit, threshold) }
  })
  const warnings = runs
    .filter((run) => run.wStar === null)
    .map((run) => `${run.name}: no chunk reaches R² ${threshold}; the run is left out of the fit.`)
  return { title, threshold, series, provenance, warnings }
}

function summarizeWidths(runs: readonly RunAnalysis[]): WidthSummary[] {
  return [...new Set(runs.map((run) => run.width))].map((width) => {
    const own = runs.filter((run) => run.width === width)
    const groups = summarize(own.map((run) => run.groups))
    return {
      width,
      runs: own.length,
      wStar: summarize(own.map((run) => run.wStar)).mean,
      groups: groups.mean,
      groupsCi95: groups.ci95,
      testError: summarize(own.map((run) => run.testError)).mean!,
      trainError: summarize(own.map((run) => run.trainError)).mean!,
      decay: decayOfWidth(own),
    }
  })
}

interface Point {
  readonly width: number
  readonly wStar: number
}

function fitSeries(runs: readonly RunAnalysis[], threshold: number): PlateauFit | null {
  const points = runs
    .filter((run) => run.wStar !== null)
    .map((run) => ({ width: run.width, wStar: run.wStar! }))
  if (new Set(points.map((point) => point.width)).size < 4) return null
  const fit = fitLaws(points)
  const random = createUniform(3)
  // Both draws and seeds are samples: runs are resampled within a width, and draws within a run.
  const fits = Array.from({ length: RESAMPLES }, () => fitLaws(resamplePoints(runs, threshold, random)))
  const scalar = (id: string, label: string, value: number | null, values: (number | null)[]): Scalar => {
    const [low, high] = percentileInterval(values)
    return { id, label, value, low, high }
  }
  return {
    criticalWidth: scalar('criticalWidth', 'critical width', fit.critical, fits.map((f) => f.critical)), // prettier-ignore
    plateau: scalar('plateau', 'w* on the plateau', fit.level, fits.map((f) => f.level)), // prettier-ignore
    slope: scalar('slope', 'groups per neuron above it', fit.slope, fits.map((f) => f.slope)), // prettier-ignore
    linearity: fit.linearity,
    aicDifference: fit.aic,
    supported: fit.aic > SUPPORT,
  }
}

function fitLaws(points: readonly Point[]) {
  const widths = points.map((point) => point.width)
  const sizes = points.map((point) => point.wStar)
  const plateau = fitPlateau(widths, sizes)!
  const power = fitPowerLaw(widths, sizes)
  const critical = plateau.level / plateau.share
  const above = points.filter((point) => point.width >= critical)
  const line = fitLine(above.map((p) => p.width), above.map((p) => p.width / p.wStar)) // prettier-ignore
  // Both laws have two parameters, so that the AIC difference is n times the log ratio of their residuals. The floor is
  // the resolution of w*, half a per cent.
  const floor = points.length * 0.005 ** 2
  const aic = power ? points.length * Math.log((power.residual + floor) / (plateau.residual + floor)) : 0
  return {
    level: plateau.level,
    critical,
    slope: line?.slope ?? null,
    linearity: above.length > 2 ? (line?.r2 ?? null) : null,
    aic,
  }
}

function resamplePoints(runs: readonly RunAnalysis[], threshold: number, random: () => number): Point[] {
  const widths = [...new Set(runs.map((run) => run.width))]
  const points: Point[] = []
  for (const width of widths) {
    const own = runs.filter((run) => run.width === width)
    for (const index of resample(own.length, random)) {
      const { sizes, r2 } = own[index].crossing
      const picked = resample(r2[0]?.length ?? 0, random)
      const means = r2.map((row) => meanOf(row, picked))
      const wStar = crossing(sizes, means, threshold)
      if (wStar !== null) points.push({ width, wStar })
    }
  }
  return points
}

function describe(
  decay: number,
  widths: readonly WidthSummary[],
  fit: PlateauFit | null,
  threshold: number,
): string {
  const at = `At weight decay ${decay}`
  const widest = widths.at(-1)!
  const most =
    widest.groups === null
      ? `no chunk of the widest layer (${widest.width} neurons) reaches R² ${threshold}`
      : `the widest layer (${widest.width} neurons) holds ${formatSpread(widest.groups, widest.groupsCi95, (groups) => groups.toFixed(1))} groups`
  if (!fit) return `${at}, ${most}; four widths at least are needed to look for a critical width.`
  if (!fit.supported || fit.criticalWidth.value! > widest.width / 2) {
    const reason = fit.supported
      ? 'a plateau would begin too close to the widest layer to be told'
      : 'w* keeps growing with width'
    return `${at}, the data do not support a plateau: ${reason} (AIC difference ${fit.aicDifference.toFixed(1)}); ${most}.`
  }
  const linear = fit.linearity === null ? '' : `, linear with R² ${fit.linearity.toFixed(3)}`
  const slope =
    fit.slope.value === null ? '' : ` by ${sayScalar(scaleBy100(fit.slope))} per 100 neurons${linear}`
  return (
    `${at}, the layer is one group up to a critical width of ${sayScalar(fit.criticalWidth)} neurons; above it a chunk of ` +
    `${sayScalar(fit.plateau)} neurons carries the whole layer, and the number of groups grows${slope}; ${most}.`
  )
}

function scaleBy100(scalar: Scalar): Scalar {
  const times = (value: number | null) => (value === null ? null : 100 * value)
  return { ...scalar, value: times(scalar.value), low: times(scalar.low), high: times(scalar.high) }
}
