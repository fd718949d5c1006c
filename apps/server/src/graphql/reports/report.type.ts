import type { SlimReport } from '@mitoscope/lab'
import { Field, Float, Int, ObjectType } from 'type-graphql'
import { GraphQLDateTimeISO } from 'graphql-scalars'
import { Curve, ResultScalar } from '../analyses/curve.type.ts'
import { JudgedClaim, SweepFinding } from './finding.type.ts'

type Series = SlimReport['series'][number]

@ObjectType({ description: 'A run’s part of a report.' })
export class ReportRun {
  readonly runId!: string
  @Field(() => String, { description: 'Name of the run.' })
  readonly name!: string
  @Field(() => Int, { description: 'Its width W.' })
  readonly width!: number
  @Field(() => Float, { description: 'Its seed.' })
  readonly seed!: number
  @Field(() => Float, { nullable: true, description: 'Its test error at the end of training.' })
  readonly testError!: number | null
  @Field(() => Float, { nullable: true, description: 'Its train error at the end of training.' })
  readonly trainError!: number | null
  @Field(() => Int, { nullable: true, description: 'First evaluated epoch with training error 0.' })
  readonly interpolationEpoch!: number | null
  @Field(() => Float, { nullable: true, description: 'w*: the size from which a chunk carries the layer.' })
  readonly wStar!: number | null
  @Field(() => Float, { nullable: true, description: 'Lower end of its 95 % interval over draws.' })
  readonly low!: number | null
  @Field(() => Float, { nullable: true, description: 'Upper end of its 95 % interval over draws.' })
  readonly high!: number | null
  @Field(() => Float, { nullable: true, description: 'Number of groups W / w*.' })
  readonly groups!: number | null
  @Field(() => [Int], { description: 'Chunk sizes of the curves.' })
  readonly sizes!: readonly number[]
  @Field(() => Curve, { description: 'R² of the layer from chunks.' })
  readonly r2!: Curve
  @Field(() => Curve, { description: 'Mean |correlation| of residuals outside the chunk.' })
  readonly residualCorrelation!: Curve
  @Field(() => Curve, {
    nullable: true,
    description:
      'Mean |correlation| of residuals over all pairs, as in the paper: pairs that touch the chunk count as 0. null ' +
      'in reports that were made before they had it.',
  })
  readonly residualCorrelationAllPairs?: Curve | null
  @Field(() => Curve, { description: 'Test error of chunks.' })
  readonly testErrorOfChunks!: Curve
  @Field(() => Float, { description: 'Mean |correlation| of independent residuals.' })
  readonly noiseFloor!: number
}

@ObjectType({ description: 'The test error of chunks of one size, mean over runs and draws.' })
class DecayPoint {
  @Field(() => Int, { description: 'The chunk size w.' })
  readonly size!: number
  @Field(() => Float, { description: 'The error.' })
  readonly error!: number
  @Field(() => Float, { description: 'The error minus the asymptote.' })
  readonly excess!: number
  @Field(() => Boolean, { description: 'Whether the law was fitted to it: the size is at least w*.' })
  readonly used!: boolean
}

@ObjectType({
  description:
    'How the test error of chunks falls above w*: error = asymptote + factor · size^(−exponent). Groups that differ by ' +
    'independent noise have the exponent 1/2.',
})
class ReportDecay {
  @Field(() => ResultScalar, { description: 'The exponent, with its 95 % interval over draws and seeds.' })
  readonly exponent!: ResultScalar
  @Field(() => ResultScalar, { description: 'The error that larger chunks tend to, fitted.' })
  readonly asymptote!: ResultScalar
  @Field(() => Float, { description: 'The factor.' })
  readonly factor!: number
  @Field(() => Float, { description: 'Mean w* of the runs: sizes from it on are fitted.' })
  readonly from!: number
  @Field(() => [DecayPoint], { description: 'The errors by chunk size, ascending.' })
  readonly points!: readonly DecayPoint[]
  @Field(() => String, { description: 'What the exponent says, in a sentence.' })
  readonly verdict!: string
}

@ObjectType({ description: 'Mean over the runs of one width.' })
class ReportWidth {
  @Field(() => Int, { description: 'The width W.' })
  readonly width!: number
  @Field(() => Int, { description: 'Number of runs that the means are over.' })
  readonly runs!: number
  @Field(() => Int, {
    nullable: true,
    description:
      'Number of runs left out because they diverged: a loss ended not finite. null in reports that were made before they had it.',
  })
  readonly diverged?: number | null
  @Field(() => Float, { nullable: true, description: 'Mean w*.' })
  readonly wStar!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean number of groups.' })
  readonly groups!: number | null
  @Field(() => Float, {
    nullable: true,
    description: 'Half width of the 95 % interval of the groups over seeds; null with one run.',
  })
  readonly groupsCi95!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean test error.' })
  readonly testError!: number | null
  @Field(() => Float, { nullable: true, description: 'Mean train error.' })
  readonly trainError!: number | null
  @Field(() => ReportDecay, {
    nullable: true,
    description:
      'How the error of its chunks falls; null with fewer than three chunk sizes above w*, and in reports that were ' +
      'made before they had it.',
  })
  readonly decay?: ReportDecay | null
  @Field(() => ReportDecay, {
    nullable: true,
    description:
      'The same with the error of an ensemble of the widest runs for its asymptote; null with fewer than two of them, and in ' +
      'reports that were made before they had it.',
  })
  readonly decayToEnsemble?: ReportDecay | null
}

@ObjectType({ description: 'A plateau of w* against width, and its absence, fitted to one weight decay.' })
class PlateauFit {
  @Field(() => ResultScalar, { description: 'Width from which w* no longer grows.' })
  readonly criticalWidth!: ResultScalar
  @Field(() => ResultScalar, { description: 'w* on the plateau.' })
  readonly plateau!: ResultScalar
  @Field(() => ResultScalar, { description: 'Groups per neuron above the critical width.' })
  readonly slope!: ResultScalar
  @Field(() => Float, { nullable: true, description: 'R² of the line of groups against width above it.' })
  readonly linearity!: number | null
  @Field(() => Float, { description: 'AIC without a plateau minus AIC with one.' })
  readonly aicDifference!: number
  @Field(() => Boolean, { description: 'Whether the data support a plateau: the difference is above 2.' })
  readonly supported!: boolean
}

@ObjectType({ description: 'The runs of one weight decay.' })
export class ReportSeries {
  @Field(() => Float, { description: 'The weight decay.' })
  readonly weightDecay!: number
  @Field(() => String, { description: 'What they say, in a sentence.' })
  readonly sentence!: string
  @Field(() => [ReportWidth], { description: 'Means by width, ascending.' })
  readonly widths!: readonly ReportWidth[]
  @Field(() => PlateauFit, { nullable: true, description: 'null with fewer than four widths.' })
  readonly fit!: Series['fit']
  @Field(() => [ReportRun], { description: 'The runs, by width and seed.' })
  readonly runs!: readonly ReportRun[]
}

@ObjectType({ description: 'How a report was made.' })
class ReportProvenance {
  @Field(() => String, { description: 'Tensor backend.' })
  readonly backend!: string
  @Field(() => String, { description: 'What computed, for people.' })
  readonly device!: string
  @Field(() => Int, { description: 'Draws per run.' })
  readonly draws!: number
  @Field(() => Float, { description: 'Seed of the draws.' })
  readonly seed!: number
}

@ObjectType({ description: 'Critical width and number of groups of a sweep.' })
export class SweepReport {
  @Field(() => String, { description: 'What was swept.' })
  readonly title!: string
  @Field(() => Float, { description: 'Mean R² from which a chunk counts as carrying the layer.' })
  readonly threshold!: number
  @Field(() => GraphQLDateTimeISO, { description: 'When it was made.' })
  readonly madeAt!: Date
  @Field(() => [ReportSeries], { description: 'A series per weight decay, the strongest first.' })
  readonly series!: readonly ReportSeries[]
  @Field(() => ReportProvenance, { description: 'How it was made.' })
  readonly provenance!: ReportProvenance
  @Field(() => [String], { description: 'What a reader should know.' })
  readonly warnings!: readonly string[]
  @Field(() => [SweepFinding], {
    description: 'What else is found over the runs; none in reports that were made before they had them.',
  })
  readonly findings!: readonly SweepFinding[]
  @Field(() => [JudgedClaim], {
    description: 'The paper’s claims, judged by it; none in reports that were made before they had them.',
  })
  readonly claims!: readonly JudgedClaim[]
}

/** A report as its classes, as far as they have fields of their own. */
export function toReport(record: SlimReport): SweepReport {
  const toRun = (run: Series['runs'][number]) => Object.assign(new ReportRun(), run)
  const series = record.series.map((one) => ({ ...one, runs: one.runs.map(toRun) }))
  const { findings = [], claims = [] } = record
  return { ...record, series, findings, claims, madeAt: new Date(record.madeAt) }
}
