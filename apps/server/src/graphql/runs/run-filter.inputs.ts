import { Field, InputType } from 'type-graphql'
import { IdFilter, NumberFilter, TextFilter, TimeFilter } from '../filters.inputs.ts'
import { siteChoice } from '../representations/site-choice.ts'
import { RunState } from './run-state.ts'

type State = (typeof RunState)[keyof typeof RunState]

@InputType({ description: 'Conditions on the state of a run; all given conditions must hold.' })
export class RunStateFilter {
  @Field(() => RunState, { nullable: true, description: 'Matches runs in this state.' })
  readonly eq?: State | null
  @Field(() => RunState, { nullable: true, description: 'Matches runs in any other state.' })
  readonly ne?: State | null
  @Field(() => [RunState], { nullable: true, description: 'Matches runs in one of these states.' })
  readonly in?: State[] | null
  @Field(() => [RunState], { nullable: true, description: 'Matches runs in none of these states.' })
  readonly notIn?: State[] | null
}

@InputType({ description: 'Conditions on the tags of a run; all given conditions must hold.' })
export class TagsFilter {
  @Field(() => String, { nullable: true, description: 'Matches runs that have this tag.' })
  readonly has?: string | null
  @Field(() => [String], {
    nullable: true,
    description: 'Matches runs that have at least one of these tags.',
  })
  readonly hasAny?: string[] | null
  @Field(() => [String], { nullable: true, description: 'Matches runs that have all of these tags.' })
  readonly hasAll?: string[] | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches runs without tags, false matches runs with at least one tag.',
  })
  readonly missing?: boolean | null
}

@InputType({
  description:
    'Conditions on one value of the run configuration; all given conditions must hold. A value of another type than the condition counts as missing.',
})
export class ConfigFilter {
  @Field(() => String, {
    description: 'Path of the value: names joined by dots, for example "optimiser.lr".',
  })
  readonly path!: string
  @Field(() => NumberFilter, { nullable: true, description: 'Conditions on a numeric value.' })
  readonly number?: NumberFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on a text value.' })
  readonly text?: TextFilter | null
  @Field(() => Boolean, { nullable: true, description: 'Boolean that the value must equal.' })
  readonly boolean?: boolean | null
  @Field(() => Boolean, {
    nullable: true,
    description:
      'true matches runs without a value at the path, false matches runs with a value of any type. A JSON null counts as missing.',
  })
  readonly missing?: boolean | null
}

@InputType({ description: 'Conditions on the summary values of one metric; all given conditions must hold.' })
export class MetricFilter {
  @Field(() => String, { description: 'Name of the metric, for example "testError".' })
  readonly name!: string
  @Field(() => NumberFilter, {
    nullable: true,
    description:
      'Conditions on the value at the last step. A last value that is not finite counts as missing.',
  })
  readonly last?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Conditions on the lowest finite value.' })
  readonly min?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Conditions on the highest finite value.' })
  readonly max?: NumberFilter | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches runs without this metric, false matches runs that have it.',
  })
  readonly missing?: boolean | null
}

@InputType({ description: 'Conditions on one number of the latest finished analysis of a run by a measure.' })
export class RunScalarFilter {
  @Field(() => String, { description: 'Name of the measure, for example "critical-width".' })
  readonly measure!: string
  @Field(() => String, { description: 'Name of the number in the result, for example "criticalSize".' })
  readonly name!: string
  @Field(() => String, siteChoice)
  readonly site?: string | null
  @Field(() => NumberFilter, { description: 'Conditions that the number must satisfy.' })
  readonly value!: NumberFilter
}

@InputType({
  description:
    'Filter of training runs; all given conditions must hold. An empty filter matches all runs. At most 500 conditions are accepted.',
})
export class RunFilter {
  @Field(() => [RunFilter], { nullable: true, description: 'Filters that must all match.' })
  readonly AND?: RunFilter[] | null
  @Field(() => [RunFilter], { nullable: true, description: 'Filters of which at least one must match.' })
  readonly OR?: RunFilter[] | null
  @Field(() => [RunFilter], { nullable: true, description: 'Filters of which none may match.' })
  readonly NOT?: RunFilter[] | null
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on the ID of the run.' })
  readonly id?: IdFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the run.' })
  readonly name?: TextFilter | null
  @Field(() => RunStateFilter, { nullable: true, description: 'Conditions on the state of the run.' })
  readonly state?: RunStateFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the name of the dataset.' })
  readonly dataset?: TextFilter | null
  @Field(() => TextFilter, {
    nullable: true,
    description: 'Conditions on the notes. Empty notes are an empty text and never missing.',
  })
  readonly notes?: TextFilter | null
  @Field(() => NumberFilter, {
    nullable: true,
    description: 'Conditions on the width: the number of neurons that feed the final linear layer.',
  })
  readonly width?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Conditions on the seed.' })
  readonly seed?: NumberFilter | null
  @Field(() => NumberFilter, { nullable: true, description: 'Conditions on the weight decay.' })
  readonly weightDecay?: NumberFilter | null
  @Field(() => NumberFilter, {
    nullable: true,
    description:
      'Conditions on the interpolation epoch: the first evaluated epoch with training error exactly 0.',
  })
  readonly interpolationEpoch?: NumberFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of creation.' })
  readonly createdAt?: TimeFilter | null
  @Field(() => TimeFilter, { nullable: true, description: 'Conditions on the time of the last change.' })
  readonly updatedAt?: TimeFilter | null
  @Field(() => IdFilter, { nullable: true, description: 'Conditions on the ID of the model.' })
  readonly modelId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of the sweep; missing for runs outside a sweep.',
  })
  readonly sweepId?: IdFilter | null
  @Field(() => IdFilter, {
    nullable: true,
    description: 'Conditions on the ID of the parent; missing for runs of their own.',
  })
  readonly parentId?: IdFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the group of the run.' })
  readonly group?: TextFilter | null
  @Field(() => TextFilter, { nullable: true, description: 'Conditions on the kind of job.' })
  readonly jobType?: TextFilter | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches runs that have a representation, false matches runs without one.',
  })
  readonly hasRepresentations?: boolean | null
  @Field(() => TextFilter, {
    nullable: true,
    description:
      'Conditions on the sites of the representations of the run, of which at least one must match.',
  })
  readonly site?: TextFilter | null
  @Field(() => Boolean, {
    nullable: true,
    description: 'true matches runs that have a finished analysis, false matches runs without one.',
  })
  readonly hasAnalyses?: boolean | null
  @Field(() => TagsFilter, { nullable: true, description: 'Conditions on the tags of the run.' })
  readonly tags?: TagsFilter | null
  @Field(() => [ConfigFilter], {
    nullable: true,
    description: 'Conditions on values of the configuration; all must hold.',
  })
  readonly config?: ConfigFilter[] | null
  @Field(() => [MetricFilter], {
    nullable: true,
    description: 'Conditions on metrics of the run; all must hold.',
  })
  readonly metrics?: MetricFilter[] | null
  @Field(() => [RunScalarFilter], {
    nullable: true,
    description: 'Conditions on numbers of analyses of the run; all must hold.',
  })
  readonly scalars?: RunScalarFilter[] | null
  @Field(() => NumberFilter, {
    nullable: true,
    description:
      'Conditions on w*, the chunk size from which a chunk carries the information of the whole layer: from the latest critical-width analysis, else from the report of the sweep.',
  })
  readonly criticalWidth?: NumberFilter | null
  @Field(() => NumberFilter, {
    nullable: true,
    description:
      'Conditions on the number of neuron groups, W / w*: from the latest critical-width analysis, else from the report of the sweep.',
  })
  readonly groups?: NumberFilter | null
}
