import { compareAnalyses } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import { SafeInt } from '../safe-int.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadRun } from '../runs/run.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { Analysis } from './analysis.type.ts'
import { Curve } from './curve.type.ts'
import { loadAnalysis } from './load-analysis.ts'

@InputType({ description: 'Analyses to compare; all given conditions must hold.' })
class CompareAnalysesInput {
  @Field(() => String, { description: 'Name of a measure whose results are curves.' })
  readonly measure!: string
  @Field(() => [ID], { nullable: true, description: 'Global IDs of training runs; all runs if omitted.' })
  readonly runIds?: string[] | null
  @Field(() => ID, { nullable: true, description: 'Global ID of a sweep whose runs are compared.' })
  readonly sweepId?: string | null
  @Field(() => ID, { nullable: true, description: 'Global ID of a model whose runs are compared.' })
  readonly modelId?: string | null
  @Field(() => String, siteChoice)
  readonly site?: string | null
  @Field(() => [Int], { nullable: true, description: 'Widths to compare; all widths if omitted.' })
  readonly widths?: number[] | null
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Option values that the analyses must have, by name.',
  })
  readonly options?: Record<string, unknown> | null
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'True keeps every chunk size that at least one run has; false keeps the sizes that all runs have.',
  })
  readonly allSizes!: boolean
}

@ObjectType({ description: 'Curves of one run in a comparison.' })
class ComparedAnalysis {
  readonly runId!: string
  readonly analysisId!: string
  @Field(() => Int, { description: 'Width of the run.' })
  readonly width!: number
  @Field(() => SafeInt, { nullable: true, description: 'Seed of the run; null if it has none.' })
  readonly seed!: number | null
  @Field(() => Boolean, {
    description: 'True if a loss of the run ended not finite; such a run is left out of the means.',
  })
  readonly diverged!: boolean
  @Field(() => [Curve], {
    description: 'Curves over the draws of the run, at the chunk sizes of the comparison.',
  })
  readonly curves!: readonly Curve[]
}

@ObjectType({ description: 'Mean curves of all runs of one width in a comparison.' })
class ComparedAnalysisWidth {
  @Field(() => Int, { description: 'Width of the runs.' })
  readonly width!: number
  @Field(() => Int, { description: 'Number of runs behind the means, one for each seed.' })
  readonly runs!: number
  @Field(() => Int, { description: 'Number of runs left out because a loss of the run ended not finite.' })
  readonly diverged!: number
  @Field(() => Int, {
    description:
      'Number of control runs left out, such as untrained networks. Controls count only where there are no other runs.',
  })
  readonly controls!: number
  @Field(() => [Curve], { description: 'Curves over the run means; each run counts once.' })
  readonly curves!: readonly Curve[]
}

@ObjectType({ description: 'Curves of several runs at common chunk sizes.' })
class AnalysisComparison {
  @Field(() => [Int], { description: 'Chunk sizes, ascending.' })
  readonly sizes!: readonly number[]
  @Field(() => [ComparedAnalysis], {
    description:
      'Curves of each run, ordered by width and seed; runs without a finished analysis are left out.',
  })
  readonly runs!: readonly ComparedAnalysis[]
  @Field(() => [ComparedAnalysisWidth], {
    description: 'Mean and spread of the curves over the runs of each width.',
  })
  readonly widths!: readonly ComparedAnalysisWidth[]
}

@Resolver()
export class AnalysisComparisonResolver {
  @Query(() => AnalysisComparison, {
    description: 'Compares the latest finished analyses of several runs, at most 500, at common chunk sizes.',
  })
  async compareAnalyses(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CompareAnalysesInput, { description: 'Measure and runs to compare.' })
    input: CompareAnalysesInput,
  ): Promise<AnalysisComparison> {
    const found = await compareAnalyses(lab, actor, {
      ...input,
      runIds: input.runIds?.map((id) => requireId('TrainingRun', id)),
      sweepId: requireGiven('Sweep', input.sweepId),
      modelId: requireGiven('Model', input.modelId),
    })
    return { ...found, runs: found.runs.map((run) => Object.assign(new ComparedAnalysis(), run)) }
  }
}

@Resolver(() => ComparedAnalysis)
export class ComparedAnalysisResolver {
  @FieldResolver(() => TrainingRun, { description: 'Training run behind the curves.' })
  run(@Ctx() context: Context, @Root() { runId }: ComparedAnalysis) {
    return requireLoaded(loadRun(context, runId))
  }

  @FieldResolver(() => Analysis, { description: 'Analysis behind the curves.' })
  analysis(@Ctx() context: Context, @Root() { analysisId }: ComparedAnalysis) {
    return requireLoaded(loadAnalysis(context, analysisId))
  }
}
