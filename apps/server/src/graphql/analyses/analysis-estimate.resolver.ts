import { estimateAnalyses, type AnalysesEstimate as EstimateRecord } from '@mitoscope/lab'
import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { siteOfRun } from '../representations/site-choice.ts'
import { MeasureInput } from './analysis.inputs.ts'

@ObjectType({ description: 'Number of requested analyses and the time to compute them.' })
class AnalysisEstimateCounts {
  @Field(() => Int, { description: 'Number of requested analyses: runs × requests.' })
  readonly analyses!: number
  @Field(() => Int, { description: 'Number of requested analyses with a stored result, which is reused.' })
  readonly answered!: number
  @Field(() => Int, { description: 'Number of requested analyses that are already queued or running.' })
  readonly underWay!: number
  @Field(() => Float, { description: 'Estimated seconds to compute the remaining analyses on one device.' })
  readonly seconds!: number
  @Field(() => Int, {
    description:
      'Number of finished analyses behind the estimate, at most the latest 50 of a measure; their time is scaled by samples × width² × draws. 0 if there are none: a typical CPU is then assumed.',
  })
  readonly from!: number
}

@ObjectType({ description: 'Estimated cost of the analyses by one measure.' })
class MeasureEstimate extends AnalysisEstimateCounts {
  @Field(() => String, { description: 'Name of the measure.' })
  readonly measure!: string
}

@ObjectType({ description: 'Estimated cost of a call of startAnalyses, in total and by measure.' })
class AnalysisEstimate extends AnalysisEstimateCounts {
  @Field(() => [MeasureEstimate], { description: 'Estimates by measure, in the order of the requests.' })
  readonly measures!: readonly MeasureEstimate[]
  @Field(() => String, {
    nullable: true,
    description: 'Reason why startAnalyses would reject the request; null if it would not.',
  })
  readonly problem!: string | null
}

@Resolver()
export class AnalysisEstimateResolver {
  @Query(() => AnalysisEstimate, {
    description:
      'Estimates the number of analyses that startAnalyses would compute for the same input and their duration, or tells why it would reject them. Nothing is started.',
  })
  analysisEstimate(
    @Ctx() { lab, actor }: Context,
    @Arg('runIds', () => [ID], { description: 'Global IDs of the training runs.' }) runIds: string[],
    @Arg('analyses', () => [MeasureInput], { description: 'Measures to compute for each run.' })
    analyses: MeasureInput[],
    @Arg('recompute', () => Boolean, {
      defaultValue: false,
      description: 'True computes again what already has a result.',
    })
    recompute: boolean,
    @Arg('site', () => String, siteOfRun) site?: string | null,
  ): Promise<EstimateRecord> {
    const ids = runIds.map((id) => requireId('TrainingRun', id))
    return estimateAnalyses(lab, actor, { runIds: ids, analyses, recompute, site })
  }
}
