import type { SlimReport } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Curve, ResultScalar } from '../analyses/curve.type.ts'
import { JudgedClaim, SweepFinding } from './finding.type.ts'

type Series = SlimReport['series'][number]

const renamed = 'Use criticalWidth.'

@ObjectType({ description: 'Numbers of one run in a report.' })
export class ReportRun {
  readonly runId!: string
  @Field(() => String, { description: 'Name of the run.' })
  readonly name!: string
  @Field(() => Int, { description: 'Width W of the run.' })
  readonly width!: number
  @Field(() => Float, { description: 'Seed of the run, an integer.' })
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
  @Field(() => Float, {
    nullable: true,
    deprecationReason: renamed,
    description: 'Critical width under its former name.',
  })
  readonly wStar!: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Chunk size w* from which a chunk carries the information of the layer; null if no chunk does.',
  })
  criticalWidth(): number | null {
    return this.wStar
  }
  @Field(() => Float, {
    nullable: true,
    description: 'Lower end of the 95 % interval of w* over draws; null if there is none.',
  })
  readonly low!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Upper end of the 95 % interval of w* over draws; null if there is none.',
  })
  readonly high!: number | null
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
  @Field(() => Curve, { description: 'Test error of chunks.' })
  readonly testErrorOfChunks!: Curve
  @Field(() => Float, { description: 'Mean |correlation| of independent residuals, a statistical floor.' })
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
    description: 'True if the law was fitted to the point, because its size is at least w*.',
  })
  readonly used!: boolean
}

@ObjectType({
  description:
    'Decay of the test error of chunks above w*: error = asymptote + factor · size^(−exponent). Groups that differ by independent noise have the exponent 1/2.',
})
class ReportDecay {
  @Field(() => ResultScalar, {
    description: 'Exponent of the decay, with its 95 % interval over draws and seeds.',
  })
  readonly exponent!: ResultScalar
  @Field(() => ResultScalar, {
    description: 'Test error that large chunks approach: fitted, or of an ensemble.',
  })
  readonly asymptote!: ResultScalar
  @Field(() => Float, { description: 'Factor of the power law.' })
  readonly factor!: number
  @Field(() => Float, { description: 'Smallest fitted chunk size: mean w* of the runs.' })
  readonly from!: number
  @Field(() => [DecayPoint], { description: 'Test errors by chunk size, ascending.' })
  readonly points!: readonly DecayPoint[]
  @Field(() => String, { description: 'Interpretation of the exponent in one sentence.' })
  readonly verdict!: string
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
  @Field(() => Float, {
    nullable: true,
    deprecationReason: renamed,
    description: 'Mean critical width under its former name.',
  })
  readonly wStar!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean of w* over the runs; null if there is none.' })
  criticalWidth(): number | null {
    return this.wStar
  }
  @Field(() => Float, { nullable: true, description: 'Mean number of neuron groups; null if there is none.' })
  readonly groups!: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Half width of the 95 % confidence interval of the number of groups over seeds; null with one run.',
  })
  readonly groupsCi95!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean test error, from 0 to 1.' })
  readonly testError!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean training error, from 0 to 1.' })
  readonly trainError!: number | null
  @Field(() => ReportDecay, {
    nullable: true,
    description:
      'Decay of the test error of chunks with a fitted asymptote; null with fewer than three chunk sizes above w* and in older reports.',
  })
  readonly decay?: ReportDecay | null
  @Field(() => ReportDecay, {
    nullable: true,
    description:
      'Decay of the test error of chunks with the error of an ensemble of the widest runs as the asymptote; null with fewer than two such runs and in older reports.',
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
  @Field(() => Float, { description: 'AIC of the fit without a plateau minus AIC of the fit with one.' })
  readonly aicDifference!: number
  @Field(() => Boolean, { description: 'True if the data support a plateau: the AIC difference is above 2.' })
  readonly supported!: boolean
}

@ObjectType({ description: 'Runs of one weight decay in a report.' })
export class ReportSeries {
  @Field(() => Float, { description: 'Weight decay of the runs.' })
  readonly weightDecay!: number
  @Field(() => String, { description: 'Summary of the series in one sentence.' })
  readonly sentence!: string
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
  @Field(() => Float, { description: 'Seed of the random draws.' })
  readonly seed!: number
}

@ObjectType({ description: 'Report on a sweep: critical width and number of neuron groups.' })
export class SweepReport {
  @Field(() => String, { description: 'Human-readable title of the sweep.' })
  readonly title!: string
  @Field(() => Float, {
    description: 'Mean R² from which a chunk counts as carrying the information of the layer.',
  })
  readonly threshold!: number
  @Field(() => GraphQLDateTimeISO, { description: 'Time at which the report was computed.' })
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
  const { findings = [], claims = [] } = record
  return { ...record, series, findings, claims, madeAt: new Date(record.madeAt) }
}
