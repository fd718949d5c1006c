import { compareAnalyses } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  Float,
  ID,
  InputType,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { loadRun } from '../runs/load-run.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Analysis } from './analysis.type.ts'
import { Curve } from './curve.type.ts'
import { loadAnalysis } from './load-analysis.ts'

@InputType({ description: 'Which analyses to put side by side: everything given holds.' })
class CompareAnalysesInput {
  @Field(() => String, { description: 'Name of a measure that gives curves.' })
  readonly measure!: string
  @Field(() => [ID], { nullable: true, description: 'Of these training runs.' })
  readonly runIds?: string[] | null
  @Field(() => ID, { nullable: true, description: 'Of the runs of this sweep.' })
  readonly sweepId?: string | null
  @Field(() => ID, { nullable: true, description: 'Of the runs of this model.' })
  readonly modelId?: string | null
  @Field(() => [Int], { nullable: true, description: 'Of runs with one of these widths.' })
  readonly widths?: number[] | null
  @Field(() => GraphQLJSONObject, { nullable: true, description: 'With these values of options.' })
  readonly options?: Record<string, unknown> | null
  @Field(() => Boolean, {
    defaultValue: false,
    description: 'At every size that any of them has, rather than those that all have.',
  })
  readonly allSizes!: boolean
}

@ObjectType({ description: 'A run among others.' })
class ComparedAnalysis {
  readonly runId!: string
  readonly analysisId!: string
  @Field(() => Int, { description: 'Its width.' })
  readonly width!: number
  @Field(() => Float, { nullable: true, description: 'Its seed.' })
  readonly seed!: number | null
  @Field(() => Boolean, {
    description: 'True if a loss of the run ended not finite; means leave the run out.',
  })
  readonly diverged!: boolean
  @Field(() => [Curve], { description: 'Over draws, at the sizes of the comparison.' })
  readonly curves!: readonly Curve[]
}

@ObjectType({ description: 'The runs of one width among others.' })
class ComparedAnalysisWidth {
  @Field(() => Int, { description: 'The width.' })
  readonly width!: number
  @Field(() => Int, { description: 'Number of runs that the curves are over.' })
  readonly runs!: number
  @Field(() => Int, { description: 'Number of runs left out because a loss of theirs ended not finite.' })
  readonly diverged!: number
  @Field(() => [Curve], { description: 'Over the means of the runs, each counted once.' })
  readonly curves!: readonly Curve[]
}

@ObjectType({ description: 'The same curves of several runs at the same chunk sizes.' })
class AnalysisComparison {
  @Field(() => [Int], { description: 'Chunk sizes, ascending.' })
  readonly sizes!: readonly number[]
  @Field(() => [ComparedAnalysis], {
    description: 'By width and seed; runs without such an analysis are left out.',
  })
  readonly runs!: readonly ComparedAnalysis[]
  @Field(() => [ComparedAnalysisWidth], { description: 'Mean and spread over the runs of each width.' })
  readonly widths!: readonly ComparedAnalysisWidth[]
}

@Resolver()
export class AnalysisComparisonResolver {
  @Query(() => AnalysisComparison, {
    description: 'The latest finished analyses of several runs, at most 500, aligned by chunk size.',
  })
  async compareAnalyses(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CompareAnalysesInput, { description: 'Which.' }) input: CompareAnalysesInput,
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
  @FieldResolver(() => TrainingRun, { nullable: true, description: 'The training run.' })
  run(@Ctx() context: Context, @Root() { runId }: ComparedAnalysis) {
    return loadRun(context, runId)
  }

  @FieldResolver(() => Analysis, { nullable: true, description: 'The analysis the curves are from.' })
  analysis(@Ctx() context: Context, @Root() { analysisId }: ComparedAnalysis) {
    return loadAnalysis(context, analysisId)
  }
}
