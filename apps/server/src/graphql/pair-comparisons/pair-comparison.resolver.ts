import {
  comparisonMeasures,
  deletePairComparison,
  listPairComparisons,
  restorePairComparison,
  startPairComparisons,
} from '@mitoscope/lab'
import { Arg, Args, Ctx, Field, ID, Mutation, ObjectType, Query, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { ComparisonMeasure } from './comparison-measure.type.ts'
import { loadPairComparison } from './load-pair-comparison.ts'
import {
  PairComparisonConnection,
  PairComparisonListArgs,
  toListPairComparisons,
} from './pair-comparison-list.args.ts'
import {
  DeletePairComparisonInput,
  RestorePairComparisonInput,
  StartPairComparisonsInput,
} from './pair-comparison.inputs.ts'
import { PairComparison } from './pair-comparison.type.ts'

@ObjectType({ description: 'What a command about a comparison did.' })
class PairComparisonPayload {
  @Field(() => PairComparison, { description: 'The comparison, as it is now.' })
  readonly comparison!: PairComparison
}

@ObjectType({ description: 'What startPairComparisons did.' })
class StartPairComparisonsPayload {
  @Field(() => [PairComparison], { description: 'A comparison per pair and measure, pair by pair.' })
  readonly comparisons!: PairComparison[]
}

@Resolver()
export class PairComparisonResolver {
  @Query(() => [ComparisonMeasure], {
    description: 'By what two representations can be compared, in the order of showing.',
  })
  comparisonMeasures(): ComparisonMeasure[] {
    return comparisonMeasures.map((record) => new ComparisonMeasure(record))
  }

  @Query(() => PairComparison, {
    nullable: true,
    description: 'The comparison of representations with this id.',
  })
  async pairComparison(@Ctx() context: Context, @Arg('id', () => ID, { description: 'Its id.' }) id: string) {
    const recordId = requireId('PairComparison', id)
    return (await loadPairComparison(context, recordId)) ?? null
  }

  @Query(() => PairComparisonConnection, {
    description:
      'Comparisons of representations that you may read, of a project or of all, the newest first.',
  })
  async pairComparisons(
    @Ctx() { lab, actor }: Context,
    @Args(() => PairComparisonListArgs) args: PairComparisonListArgs,
    @Arg('projectId', () => ID, { nullable: true, description: 'Of this project only.' })
    projectId?: string | null,
  ) {
    const page = await listPairComparisons(lab, actor, {
      ...toListPairComparisons(args),
      projectId: requireGiven('Project', projectId),
    })
    return new PairComparisonConnection({
      ...page,
      nodes: page.nodes.map((record) => new PairComparison(record)),
    })
  }

  @Mutation(() => StartPairComparisonsPayload, {
    description:
      'Compares all pairs of some representations by some measures: all of them or none. What was compared before, in whichever order the two were named, is not computed again; what failed or was cancelled is tried once more. Takes the role editor.',
  })
  async startPairComparisons(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartPairComparisonsInput, { description: 'What to compare.' })
    { representationIds, measures, priority }: StartPairComparisonsInput,
  ): Promise<StartPairComparisonsPayload> {
    const records = await startPairComparisons(lab, actor, {
      representationIds: representationIds.map((id) => requireId('Representation', id)),
      measures,
      priority: priority ?? undefined,
    })
    return { comparisons: records.map((record) => new PairComparison(record)) }
  }

  @Mutation(() => PairComparisonPayload, {
    description: 'Hides a comparison, until it is restored or purged.',
  })
  async deletePairComparison(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeletePairComparisonInput, { description: 'Which.' })
    { id }: DeletePairComparisonInput,
  ): Promise<PairComparisonPayload> {
    const record = await deletePairComparison(lab, actor, requireId('PairComparison', id))
    return { comparison: new PairComparison(record) }
  }

  @Mutation(() => PairComparisonPayload, { description: 'Brings a deleted comparison back.' })
  async restorePairComparison(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestorePairComparisonInput, { description: 'Which.' })
    { id }: RestorePairComparisonInput,
  ): Promise<PairComparisonPayload> {
    const record = await restorePairComparison(lab, actor, requireId('PairComparison', id))
    return { comparison: new PairComparison(record) }
  }
}
