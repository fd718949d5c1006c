import type { SlimReport } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'
import { DateTime } from '../date-time.ts'
import { Curve, ResultScalar } from '../analyses/curve.type.ts'
import { JudgedClaim, SweepFinding } from './finding.type.ts'

type Series = SlimReport['series'][number]

const criticalWidth = { id: 'criticalWidth', label: 'critical width w*' }

@ObjectType({ description: 'Numbers of one run in a report.' })
export class ReportRun {
  readonly runId!: string
  @Field(() => String, { description: 'Name of the run.' })
  readonly name!: string
  @Field(() => Int, { description: 'Width W of the run.' })
  readonly width!: number
  @Field(() => SafeInt, { description: 'Seed of the run, an integer.' })
  readonly seed!: number
  @Field(() => Float, { nullable: true, description: 'Test error at the end of training, from 0 to 1.' })
  readonly testError!: number | null
  @Field(() => Float, { nullable: true, description: 'Training error at the end of training, from 0 to 1.' })
  readonly trainError!: number | null
  @Field(() => Int, {
    nullable: true,
    description: 'First evaluated epoch with training error exactly 0; null if there is none.',
  })
  readonly interpolationEpoch!: number | null
  readonly wStar!: number | null
  readonly low!: number | null
  readonly high!: number | null
  @Field(() => ResultScalar, {
    description:
      'Chunk size w* from which a chunk carries the information of the layer, with its 95 % interval over draws; its value is null if no chunk does.',
  })
  criticalWidth(): ResultScalar {
    const { wStar: value, low, high } = this
    return { ...criticalWidth, value, low, high }
  }
  @Field(() => Float, { nullable: true, description: 'Number of neuron groups, W / w*; null without w*.' })
  readonly groups!: number | null
  @Field(() => [Int], { description: 'Chunk sizes of the curves, ascending.' })
  readonly sizes!: readonly number[]
  @Field(() => Curve, { description: 'R² of the reconstruction of the layer from chunks.' })
  readonly r2!: Curve
  @Field(() => Curve, {
    description: 'Mean |correlation| of the residuals over pairs of neurons outside the chunk.',
  })
  readonly residualCorrelation!: Curve
  @Field(() => Curve, {
    nullable: true,
    description:
      'Mean |correlation| of the residuals over all pairs, as in the paper: pairs that touch the chunk count as 0. Null in older reports without this curve.',
  })
  readonly residualCorrelationAllPairs?: Curve | null
  @Field(() => Curve, {
    nullable: true,
    description:
      'Residual correlation over that of independent noise, of the measure independent-noise. Null in runs narrower than the widest, and in older reports.',
  })
  readonly noiseRatio?: Curve | null
  @Field(() => Curve, { description: 'Test error of chunks.' })
  readonly testErrorOfChunks!: Curve
  @Field(() => Float, {
    description:
      'Mean |correlation| of independent values over the N test rows, √(2 / (π N)). Uncorrelated residuals of chunks of w neurons lie at √(2 / (π (N − w − 1))).',
  })
  readonly noiseFloor!: number
}

@ObjectType({ description: 'Test error of chunks of one size, averaged over runs and draws.' })
class DecayPoint {
  @Field(() => Int, { description: 'Chunk size w.' })
  readonly size!: number
  @Field(() => Float, { description: 'Test error at the chunk size, from 0 to 1.' })
  readonly error!: number
  @Field(() => Float, { description: 'Test error minus the asymptote.' })
  readonly excess!: number
  @Field(() => Boolean, {
    description: 'True if the law was fitted to the point.',
  })
  readonly used!: boolean
}

@ObjectType({
  description:
    'Decay of the test error of chunks above w*: error = asymptote + factor · size^(−exponent). Groups that differ by independent noise have the exponent 1/2.',
})
class ReportDecay {
  @Field(() => ResultScalar, {
    description:
      'Exponent of the decay, with its 95 % interval over seeds, draws and test inputs; its value is null if it was not fitted.',
  })
  readonly exponent!: ResultScalar
  @Field(() => ResultScalar, {
    description:
      'Test error that large chunks approach: extrapolated from ensembles, or fitted in older reports.',
  })
  readonly asymptote!: ResultScalar
  @Field(() => Float, { description: 'Factor of the power law.' })
  readonly factor!: number
  @Field(() => Float, { description: 'Smallest fitted chunk size: from 2 w* on, w* in older reports.' })
  readonly from!: number
  @Field(() => [DecayPoint], { description: 'Test errors by chunk size, ascending.' })
  readonly points!: readonly DecayPoint[]
  @Field(() => String, { description: 'Interpretation of the exponent: the reason of the verdict on it.' })
  readonly verdict!: string
  @Field(() => ResultScalar, {
    nullable: true,
    description:
      'Exponent of the excess cross-entropy of the same chunks; null if it was not fitted and in older reports.',
  })
  readonly crossEntropy?: ResultScalar | null
}

@ObjectType({ description: 'Means over the runs of one width.' })
class ReportWidth {
  @Field(() => Int, { description: 'Width W of the runs.' })
  readonly width!: number
  @Field(() => Int, { description: 'Number of runs behind the means.' })
  readonly runs!: number
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of runs left out because a loss ended not finite; null in older reports without this number.',
  })
  readonly diverged?: number | null
  readonly wStar!: number | null
  readonly wStarLow?: number | null
  readonly wStarHigh?: number | null
  @Field(() => ResultScalar, {
    description:
      'Geometric mean of w* over the runs, with the 95 % interval that the series describes, which is null in older reports; its value is null if there is none.',
  })
  criticalWidth(): ResultScalar {
    const { wStar: value, wStarLow: low = null, wStarHigh: high = null } = this
    return { ...criticalWidth, value, low, high }
  }
  readonly groupsLow?: number | null
  readonly groupsHigh?: number | null
  /** Half width of the interval in older reports, which are without its ends. */
  readonly groupsCi95?: number | null
  @Field(() => ResultScalar, {
    name: 'groups',
    description:
      'Number of neuron groups W / w* of the same w*, with its 95 % interval: interchangeable random chunks that each carry the layer. Its value is null if there is none.',
  })
  groupsOfRuns(): ResultScalar {
    const { groups: value, groupsCi95: half = null, groupsLow, groupsHigh } = this
    const isOld = groupsLow === undefined && value !== null && half !== null
    const [low, high] = isOld ? [value - half, value + half] : [groupsLow ?? null, groupsHigh ?? null]
    return { id: 'groups', label: 'neuron groups W / w*', value, low, high }
  }
  readonly groups!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean test error, from 0 to 1.' })
  readonly testError!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean training error, from 0 to 1.' })
  readonly trainError!: number | null
  @Field(() => ReportDecay, {
    nullable: true,
    description:
      'Decay of the test error of chunks with a fitted asymptote, in older reports; null in others, since chunks alone tell no asymptote.',
  })
  readonly decay?: ReportDecay | null
  @Field(() => ReportDecay, {
    nullable: true,
    description:
      'Decay of the test error of chunks of the widest layer towards error_∞, extrapolated from ensembles of the widest runs; null with fewer than two such runs and at other widths.',
  })
  readonly decayToEnsemble?: ReportDecay | null
}

@ObjectType({
  description:
    'Fit of a plateau of w* against width at one weight decay, compared with a fit without a plateau.',
})
class PlateauFit {
  @Field(() => ResultScalar, { description: 'Width from which w* no longer grows with the width.' })
  readonly criticalWidth!: ResultScalar
  @Field(() => ResultScalar, { description: 'Value of w* on the plateau.' })
  readonly plateau!: ResultScalar
  @Field(() => ResultScalar, {
    description: 'Growth of the number of groups above the critical width, in groups per neuron.',
  })
  readonly slope!: ResultScalar
  @Field(() => Float, {
    nullable: true,
    description:
      'R² of the line of groups against width above the critical width; null with fewer than three widths there.',
  })
  readonly linearity!: number | null
  @Field(() => ResultScalar, {
    nullable: true,
    description:
      'Exponent β of groups ∝ W^β above the critical width, 1 for linear growth; null in older reports.',
  })
  readonly growth?: ResultScalar | null
  @Field(() => Float, { description: 'AIC of the fit without a plateau minus AIC of the fit with one.' })
  readonly aicDifference!: number
  @Field(() => Float, {
    nullable: true,
    description:
      'p-value against a power law without a plateau, by parametric bootstrap; null in older reports.',
  })
  readonly pPower?: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'p-value against the law with a plateau, by parametric bootstrap; null in older reports.',
  })
  readonly pPlateau?: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Share of sweeps like this one in which the fitted plateau would be found; null in older reports.',
  })
  readonly power?: number | null
  @Field(() => Boolean, {
    description:
      'True if a power law without a plateau is rejected (p at most 0.03) and the plateau begins below the widest layer.',
  })
  readonly supported!: boolean
}

@ObjectType({ description: 'Runs of one weight decay in a report.' })
export class ReportSeries {
  @Field(() => Float, { description: 'Weight decay of the runs.' })
  readonly weightDecay!: number
  @Field(() => String, { description: 'Summary of the series in one sentence.' })
  readonly sentence!: string
  @Field(() => String, {
    nullable: true,
    description:
      'Meaning of the 95 % intervals of w*, groups and the fit: over seeds, or over draws of one seed; null in older reports.',
  })
  readonly interval?: string | null
  @Field(() => [ReportWidth], { description: 'Means by width, ascending.' })
  readonly widths!: readonly ReportWidth[]
  @Field(() => PlateauFit, { nullable: true, description: 'Plateau fit; null with fewer than four widths.' })
  readonly fit!: Series['fit']
  @Field(() => [ReportRun], { description: 'Numbers of each run, ordered by width and seed.' })
  readonly runs!: readonly ReportRun[]
}

@ObjectType({ description: 'Origin of the numbers of a report.' })
class ReportProvenance {
  @Field(() => String, { description: 'Tensor backend of the computation.' })
  readonly backend!: string
  @Field(() => String, { description: 'Human-readable name of the device of the computation.' })
  readonly device!: string
  @Field(() => Int, { description: 'Number of random draws per run.' })
  readonly draws!: number
  @Field(() => SafeInt, { description: 'Seed of the random draws.' })
  readonly seed!: number
}

@ObjectType({ description: 'Report on a sweep: critical width and number of neuron groups.' })
export class SweepReport {
  @Field(() => String, { description: 'Human-readable title of the sweep.' })
  readonly title!: string
  @Field(() => String, {
    description: 'Site that the report is about: name of the layer, for example "layer4" or "last-hidden".',
  })
  readonly site!: string
  @Field(() => Float, {
    description: 'Mean R² from which a chunk counts as carrying the information of the layer.',
  })
  readonly threshold!: number
  @Field(() => DateTime, { description: 'Time at which the report was computed.' })
  readonly madeAt!: Date
  @Field(() => [ReportSeries], {
    description: 'Series of runs, one per weight decay, in descending order of the weight decay.',
  })
  readonly series!: readonly ReportSeries[]
  @Field(() => ReportProvenance, { description: 'Origin of the numbers.' })
  readonly provenance!: ReportProvenance
  @Field(() => [String], { description: 'Warnings about the report; empty if there are none.' })
  readonly warnings!: readonly string[]
  @Field(() => [SweepFinding], {
    description: 'Further findings over the runs; empty in older reports.',
  })
  readonly findings!: readonly SweepFinding[]
  @Field(() => [JudgedClaim], {
    description: 'Claims of the paper, judged by the report; empty in older reports.',
  })
  readonly claims!: readonly JudgedClaim[]
}

/** Converts a report to instances of its classes, as far as these have fields of their own. */
export function toReport(record: SlimReport): SweepReport {
  const toRun = (run: Series['runs'][number]) => Object.assign(new ReportRun(), run)
  const toWidth = (width: Series['widths'][number]) => Object.assign(new ReportWidth(), width)
  const series = record.series.map((one) => ({
    ...one,
    runs: one.runs.map(toRun),
    widths: one.widths.map(toWidth),
  }))
  const { site = 'last-hidden', findings = [], claims = [] } = record
  return { ...record, site, series, findings, claims, madeAt: new Date(record.madeAt) }
}
