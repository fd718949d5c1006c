import { ArgsType, Field, Float, Int } from 'type-graphql'

@ArgsType()
class StepRangeArgs {
  @Field(() => Float, { nullable: true, description: 'From this step.' })
  readonly fromStep?: number | null
  @Field(() => Float, { nullable: true, description: 'To this step, included.' })
  readonly toStep?: number | null
}

@ArgsType()
export class ValuesArgs extends StepRangeArgs {
  @Field(() => Int, { nullable: true, description: 'How many points: 1,000 when not given, 10,000 at most.' })
  readonly first?: number | null
  @Field(() => Float, { nullable: true, description: 'The step after which the page begins.' })
  readonly after?: number | null
}

@ArgsType()
export class DecimatedArgs extends StepRangeArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'How many points at most: 1,000 when not given, 4 to 10,000.',
  })
  readonly points?: number | null
}

@ArgsType()
export class ComparedArgs extends StepRangeArgs {
  @Field(() => String, { description: 'Of the metric.' })
  readonly name!: string
  @Field(() => Int, {
    nullable: true,
    description: 'How many steps at most: 500 when not given, 10,000 at most.',
  })
  readonly points?: number | null
}
