import { Field, InputType } from 'type-graphql'
import { IdFilter, NumberFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { RunState } from './run-state.ts'

type State = (typeof RunState)[keyof typeof RunState]

@InputType({ description: 'How far a run must be.' })
export class RunStateFilter {
  @Field(() => RunState, { nullable: true, description: 'Equals.' })
  readonly eq?: State | null
  @Field(() => RunState, { nullable: true, description: 'Differs from it.' })
  readonly ne?: State | null
  @Field(() => [RunState], { nullable: true, description: 'Is one of these.' })
  readonly in?: State[] | null
  @Field(() => [RunState], { nullable: true, description: 'Is none of these.' })
  readonly notIn?: State[] | null
}

@InputType({ description: 'Which tags a run must have: everything given holds.' })
export class TagsFilter {
  @Field(() => String, { nullable: true, description: 'This one.' })
  readonly has?: string | null
  @Field(() => [String], { nullable: true, description: 'At least one of these.' })
  readonly hasAny?: string[] | null
  @Field(() => [String], { nullable: true, description: 'Every one of these.' })
  readonly hasAll?: string[] | null
  @Field(() => Boolean, { nullable: true, description: 'Whether it has none at all.' })
  readonly missing?: boolean | null
}

@InputType({
  description: 'What a value of the configuration must be. One of another type counts as missing there.',
})
export class ConfigFilter {
  @Field(() => String, { description: 'Names joined by dots, as "optimizer.lr".' })
  readonly path!: string
  @Field(() => NumberFilter, { nullable: true, description: 'As a number.' })
  readonly number?: NumberFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'As text.' })
  readonly text?: TextFilter | null
  @Field(() => Boolean, { nullable: true, description: 'As true or false.' })
  readonly boolean?: boolean | null
  @Field(() => Boolean, { nullable: true, description: 'Whether there is no value of any type.' })
  readonly missing?: boolean | null
}

@InputType({ description: 'What the finite values of a metric must be.' })
export class MetricFilter {
  @Field(() => String, { description: 'As "testError".' })
  readonly name!: string
  @Field(() => NumberFilter, { nullable: true, description: 'The last one.' })
  readonly last?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'The lowest.' })
  readonly min?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'The highest.' })
  readonly max?: NumberFilter | null
  @Field(() => Boolean, { nullable: true, description: 'Whether the run has no such metric.' })
  readonly missing?: boolean | null
}

@InputType({ description: 'What a number of the last finished analysis by a measure must be.' })
export class RunScalarFilter {
  @Field(() => String, { description: 'The measure, as "critical-width".' })
  readonly measure!: string
  @Field(() => String, { description: 'As "criticalSize".' })
  readonly name!: string
  @Field(() => NumberFilter, { description: 'What it must be.' })
  readonly value!: NumberFilter
}

@InputType({ description: 'Which training runs: everything given holds. {} is all of them.' })
export class RunFilter {
  @Field(() => [RunFilter], { nullable: true, description: 'All of these hold.' })
  readonly AND?: RunFilter[] | null
  @Field(() => [RunFilter], { nullable: true, description: 'At least one of these holds.' })
  readonly OR?: RunFilter[] | null
  @Field(() => [RunFilter], { nullable: true, description: 'None of these holds.' })
  readonly NOT?: RunFilter[] | null
  @Field(() => IdFilter, { nullable: true, description: 'The run itself.' })
  readonly id?: IdFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Its name.' })
  readonly name?: TextFilter | null
  @Field(() => RunStateFilter, { nullable: true, description: 'How far it is.' })
  readonly state?: RunStateFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'What it is trained on.' })
  readonly dataset?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Its notes; empty ones are text too.' })
  readonly notes?: TextFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Its width.' })
  readonly width?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Its seed.' })
  readonly seed?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Its weight decay.' })
  readonly weightDecay?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'When it interpolated.' })
  readonly interpolationEpoch?: NumberFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it was made.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'When it was last changed.' })
  readonly updatedAt?: TimeFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'Its model.' })
  readonly modelId?: IdFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'The sweep that it belongs to.' })
  readonly sweepId?: IdFilter | null
  @Field(() => TagsFilter, { nullable: true, description: 'Its tags.' })
  readonly tags?: TagsFilter | null
  @Field(() => [ConfigFilter], {
    nullable: true,
    description: 'Values of its configuration: all of these hold.',
  })
  readonly config?: ConfigFilter[] | null
  @Field(() => [MetricFilter], { nullable: true, description: 'Its metrics: all of these hold.' })
  readonly metrics?: MetricFilter[] | null
  @Field(() => [RunScalarFilter], {
    nullable: true,
    description: 'Numbers of its analyses: all of these hold.',
  })
  readonly scalars?: RunScalarFilter[] | null
  @Field(() => NumberFilter, {
    nullable: true,
    description: 'w*: the size from which a chunk carries the whole layer.',
  })
  readonly criticalWidth?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Its number of groups of neurons W / w*.' })
  readonly groups?: NumberFilter | null
}
