import type { ListSweeps, SweepFilter as SweepFilterRecord } from '@mitoscope/lab'
import { ArgsType, Field, InputType } from 'type-graphql'
import { createConnection, PageArgs } from '../connection.ts'
import { Deleted, IdFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { toIds } from '../id-filter.ts'
import { Sweep } from './sweep.type.ts'

@InputType({ description: 'Which sweeps: everything given holds. {} is all of them.' })
export class SweepFilter {
  @Field(() => [SweepFilter], { nullable: true, description: 'All of these hold.' })
  readonly AND?: SweepFilter[] | null
  @Field(() => [SweepFilter], { nullable: true, description: 'At least one of these holds.' })
  readonly OR?: SweepFilter[] | null
  @Field(() => [SweepFilter], { nullable: true, description: 'None of these holds.' })
  readonly NOT?: SweepFilter[] | null
  @Field(() => TextFilter, { nullable: true, description: 'Its name.' })
  readonly name?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'What it is trained on.' })
  readonly dataset?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Its architecture.' })
  readonly architecture?: TextFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'Its model.' })
  readonly modelId?: IdFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it was started.' })
  readonly createdAt?: TimeFilter | null
}

export const SweepConnection = createConnection('Sweep', () => Sweep)

@ArgsType()
export class SweepListArgs extends PageArgs {
  @Field(() => SweepFilter, { nullable: true, description: 'Which sweeps.' })
  readonly filter?: SweepFilter | null
  @Field(() => Deleted, { defaultValue: 'exclude', description: 'Whether deleted sweeps are among them.' })
  readonly deleted!: (typeof Deleted)[keyof typeof Deleted]
}

/** What the lab is asked for: with record ids. */
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
