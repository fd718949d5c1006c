import { estimateAnalyses, type AnalysesEstimate as EstimateRecord } from '@mitoscope/lab'
import { Arg, Ctx, Field, Float, ID, Int, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { AnalysisRequestInput } from './analysis.inputs.ts'

@ObjectType({ description: 'What analyses would mean.' })
class AnalysisEstimateCounts {
  @Field(() => Int, { description: 'How many are asked for.' })
  readonly analyses!: number
  @Field(() => Int, { description: 'How many of these were answered before, so that nothing is computed.' })
  readonly answered!: number
  @Field(() => Int, { description: 'How many of these wait or are being computed already.' })
  readonly underWay!: number
  @Field(() => Float, { description: 'Seconds that one device takes for the others.' })
  readonly seconds!: number
  @Field(() => Int, {
    description:
      'From how many finished analyses of the measure that is known, the latest 50 at most: their time, scaled by samples × width² × draws. 0 where there are none yet: then a usual processor is supposed.',
  })
  readonly from!: number
}

@ObjectType({ description: 'What the analyses by one measure would mean.' })
class MeasureEstimate extends AnalysisEstimateCounts {
  @Field(() => String, { description: 'Name of the measure.' })
  readonly measure!: string
}

@ObjectType({ description: 'What analyses would mean, all together and by measure.' })
class AnalysisEstimate extends AnalysisEstimateCounts {
  @Field(() => [MeasureEstimate], { description: 'By measure, in the order of the requests.' })
  readonly measures!: readonly MeasureEstimate[]
  @Field(() => String, {
    nullable: true,
    description: 'Why startAnalyses would refuse them; null where it would not.',
  })
  readonly problem!: string | null
}

@Resolver()
export class AnalysisEstimateResolver {
  @Query(() => AnalysisEstimate, {
    description:
      'What startAnalyses would mean with the same input, without starting anything: how many analyses are to be computed, how long that takes, or why they would be refused.',
  })
  analysisEstimate(
    @Ctx() { lab, actor }: Context,
    @Arg('runIds', () => [ID], { description: 'The training runs.' }) runIds: string[],
    @Arg('analyses', () => [AnalysisRequestInput], { description: 'What to compute of each.' })
    analyses: AnalysisRequestInput[],
    @Arg('recompute', () => Boolean, {
      defaultValue: false,
      description: 'Compute even what has been answered.',
    })
    recompute: boolean,
  ): Promise<EstimateRecord> {
    const ids = runIds.map((id) => requireId('TrainingRun', id))
    return estimateAnalyses(lab, actor, { runIds: ids, analyses, recompute })
  }
}
