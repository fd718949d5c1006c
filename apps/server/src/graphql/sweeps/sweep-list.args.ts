import type {
  FieldOrder,
  ListSweeps,
  SweepFilter as SweepFilterRecord,
  SweepOrderField,
} from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createOrder } from '../order.input.ts'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { toIds } from '../id-filter.ts'
import { Sweep } from './sweep.type.ts'

@InputType({
  description:
    'Filter of sweeps; all given conditions must hold. An empty filter matches all sweeps. At most 200 conditions are accepted.',
})
export class SweepFilter {
  @Field(() => [SweepFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: SweepFilter[] | null
  @Field(() => [SweepFilter], { nullable: true, description: 'Filters of which at least one must match.' })
  readonly OR?: SweepFilter[] | null
  @Field(() => [SweepFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: SweepFilter[] | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the sweep.' })
  readonly name?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the dataset.' })
  readonly dataset?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the architecture.' })
  readonly architecture?: TextFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on the ID of the model.' })
  readonly modelId?: IdFilter | null
  @Field(() => TimeFilter, {
    nullable: true,
    description: 'Conditions on the time at which the sweep was started.',
  })
  readonly createdAt?: TimeFilter | null
}

const SweepOrder = createOrder<SweepOrderField>('Sweep', 'sweeps', {
  name: 'Name of the sweep, ignoring case.',
  createdAt: 'Time at which the sweep was started.',
  updatedAt: 'Time of the last change.',
})

export const SweepConnection = createConnection('Sweep', () => Sweep)

@ArgsType()
export class SweepListArgs extends PageArgs {
  @Field(() => SweepFilter, { nullable: true, description: 'Filter of the sweeps; all sweeps if omitted.' })
  readonly filter?: SweepFilter | null
  @Field(() => [SweepOrder], { nullable: true, description: 'Order of the sweeps; newest first if omitted.' })
  readonly orderBy?: FieldOrder<SweepOrderField>[] | null
  @Field(() => Deleted, {
    defaultValue: 'exclude',
    description: 'Selects whether soft-deleted sweeps are excluded, included or listed alone.',
  })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** Converts the arguments to the lab's request, with record ids in place of global ids. */
export function toListSweeps({ filter, ...args }: SweepListArgs): ListSweeps {
  return { ...args, filter: filter && toSweepFilter(filter) }
}

function toSweepFilter({ AND, OR, NOT, modelId, ...filter }: SweepFilter): SweepFilterRecord {
  return {
    ...filter,
    AND: AND?.map(toSweepFilter),
    OR: OR?.map(toSweepFilter),
    NOT: NOT?.map(toSweepFilter),
    model: modelId && toIds('Model', modelId),
  }
}
