import {
  badInput,
  comparisonMeasures,
  deletePairComparison,
  listPairComparisons,
  restorePairComparison,
  startPairComparisons,
} from '@mitoscope/lab'
import { Arg, Args, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql'
import { type ById, createPayload } from '../mutation-types.ts'
import type { MeasureInput } from '../analyses/analysis.inputs.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { ComparisonMeasure } from './comparison-measure.type.ts'
import { loadPairComparison } from './pair-comparison.type.ts'
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

const DeletePairComparisonPayload = createPayload(
  'DeletePairComparison',
  'pairComparison',
  () => PairComparison,
  'The deleted comparison; restorePairComparison restores it.',
)
const RestorePairComparisonPayload = createPayload(
  'RestorePairComparison',
  'pairComparison',
  () => PairComparison,
  'The restored comparison.',
)

const StartPairComparisonsPayload = createPayload(
  'StartPairComparisons',
  'pairComparisons',
  () => [PairComparison],
  'One comparison per pair and measure, grouped by pair.',
)

@Resolver()
export class PairComparisonResolver {
  @Query(() => [ComparisonMeasure], {
    description: 'Measures that two representations can be compared by, in display order.',
  })
  comparisonMeasures(): ComparisonMeasure[] {
    return comparisonMeasures.map((record) => new ComparisonMeasure(record))
  }

  @Query(() => PairComparison, {
    nullable: true,
    description:
      'Comparison of two representations by its ID; null if it does not exist or you may not read it.',
  })
  async pairComparison(
    @Ctx() context: Context,
    @Arg('id', () => ID, { description: 'Global ID of the comparison.' }) id: string,
  ) {
    const recordId = requireId('PairComparison', id)
    return (await loadPairComparison(context, recordId)) ?? null
  }

  @Query(() => PairComparisonConnection, {
    description: 'Comparisons of representations that you may read, in one project or in all.',
  })
  async pairComparisons(
    @Ctx() { lab, actor }: Context,
    @Args(() => PairComparisonListArgs) args: PairComparisonListArgs,
    @Arg('projectId', () => ID, {
      nullable: true,
      description: 'Global ID of the project to list; all projects if omitted.',
    })
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
      'Compares every pair of the given representations by each measure; if one is rejected, none is started. Existing results are reused in either order; failed and cancelled ones are retried. Requires the EDITOR role.',
  })
  async startPairComparisons(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartPairComparisonsInput, { description: 'Representations and measures.' })
    { representationIds, measures, priority }: StartPairComparisonsInput,
  ) {
    rejectDraws(measures)
    const records = await startPairComparisons(lab, actor, {
      representationIds: representationIds.map((id) => requireId('Representation', id)),
      measures,
      priority: priority ?? undefined,
    })
    return { pairComparisons: records.map((record) => new PairComparison(record)) }
  }

  @Mutation(() => DeletePairComparisonPayload, {
    description:
      'Soft-deletes a comparison and cancels its job. restorePairComparison restores it until a purge removes it. Requires the EDITOR role.',
  })
  async deletePairComparison(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeletePairComparisonInput, { description: 'Comparison to delete.' })
    { id }: ById,
  ) {
    const record = await deletePairComparison(lab, actor, requireId('PairComparison', id))
    return { pairComparison: new PairComparison(record) }
  }

  @Mutation(() => RestorePairComparisonPayload, {
    description: 'Restores a soft-deleted comparison. Requires the EDITOR role.',
  })
  async restorePairComparison(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestorePairComparisonInput, { description: 'Comparison to restore.' })
    { id }: ById,
  ) {
    const record = await restorePairComparison(lab, actor, requireId('PairComparison', id))
    return { pairComparison: new PairComparison(record) }
  }
}

function rejectDraws(measures: readonly MeasureInput[]): void {
  for (const [i, { measure, seed, sizes }] of measures.entries())
    if (seed != null || sizes != null)
      throw badInput(
        `input.measures[${i}]`,
        `${measure} compares all neurons and draws nothing`,
        'Leave out seed and sizes',
      )
}
