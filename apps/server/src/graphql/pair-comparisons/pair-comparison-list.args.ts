import type {
  FieldOrder,
  ListPairComparisons,
  PairComparisonFilter as PairComparisonFilterRecord,
  PairComparisonOrderField,
} from '@mitoscope/lab'
import { ArgsType, Field, ID, InputType } from 'type-graphql'
import { createOrder } from '../order.input.ts'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { requireId } from '../global-id.ts'
import { toIds } from '../id-filter.ts'
import { WorkStateFilter } from '../jobs/job-list.args.ts'
import { PairComparison } from './pair-comparison.type.ts'

export const PairComparisonConnection = createConnection('PairComparison', () => PairComparison)

@InputType({
  description:
    'Filter of comparisons; all given conditions must hold. An empty filter matches all comparisons. At most 200 conditions are accepted.',
})
class PairComparisonFilter {
  @Field(() => [PairComparisonFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: PairComparisonFilter[] | null
  @Field(() => [PairComparisonFilter], {
    nullable: true,
    description: 'Filters of which at least one must match.',
  })
  readonly OR?: PairComparisonFilter[] | null
  @Field(() => [PairComparisonFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: PairComparisonFilter[] | null
  @Field(() => IdFilter, {
    nullable: true,
    description:
      'Conditions on the ID of a training run; the run of at least one of the two representations must satisfy them.',
  })
  readonly runId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of a representation; at least one of the two must satisfy them.',
  })
  readonly representationId?: IdFilter | null
  @Field(() => [ID], {
    nullable: true,
    description: 'Global IDs of training runs that have both representations.',
  })
  readonly betweenRunIds?: string[] | null
  @Field(() => [ID], {
    nullable: true,
    description: 'Global IDs of representations that include both of the two.',
  })
  readonly betweenRepresentationIds?: string[] | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the measure.' })
  readonly measure?: TextFilter | null
  @Field(() => WorkStateFilter, { nullable: true, description: 'Conditions on the state of the comparison.' })
  readonly state?: WorkStateFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, {
    nullable: true,
    description: 'Conditions on the time at which the comparison ended; missing while it waits or runs.',
  })
  readonly finishedAt?: TimeFilter | null
}

const PairComparisonOrder = createOrder<PairComparisonOrderField>('PairComparison', 'comparisons', {
  createdAt: 'Time at which the comparison was requested.',
  finishedAt: 'Time at which the comparison ended; comparisons that have not ended come last.',
  measure: 'Name of the measure.',
  state: 'State of the comparison, in alphabetical order.',
})

@ArgsType()
export class PairComparisonListArgs extends PageArgs {
  @Field(() => PairComparisonFilter, {
    nullable: true,
    description: 'Filter of the comparisons; all comparisons if omitted.',
  })
  readonly filter?: PairComparisonFilter | null
  @Field(() => [PairComparisonOrder], {
    nullable: true,
    description: 'Order of the comparisons; newest first if omitted.',
  })
  readonly orderBy?: FieldOrder<PairComparisonOrderField>[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted comparisons are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** Converts the arguments to the lab's request, with record ids in place of global ids. */
export function toListPairComparisons({ filter, ...args }: PairComparisonListArgs): ListPairComparisons {
  return { ...args, filter: filter && toFilter(filter) }
}

function toFilter({ AND, OR, NOT, ...filter }: PairComparisonFilter): PairComparisonFilterRecord {
  const { runId, representationId, betweenRunIds, betweenRepresentationIds, ...rest } = filter
  return {
    ...rest,
    AND: AND?.map(toFilter),
    OR: OR?.map(toFilter),
    NOT: NOT?.map(toFilter),
    run: runId && toIds('TrainingRun', runId),
    representation: representationId && toIds('Representation', representationId),
    runIds: betweenRunIds?.map((id) => requireId('TrainingRun', id)),
    representationIds: betweenRepresentationIds?.map((id) => requireId('Representation', id)),
  }
}
