import { ArgsType, Field, Int } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'

@ArgsType()
export class StepRangeArgs {
  @Field(() => SafeInt, {
    nullable: true,
    description: 'First step of the range; default: first step of the series.',
  })
  readonly fromStep?: number | null
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Last step of the range, inclusive; default: last step of the series.',
  })
  readonly toStep?: number | null
}

@ArgsType()
export class ValuesArgs extends StepRangeArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of points on the page; default 1,000, at most 10,000.',
  })
  readonly first?: number | null
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Step after which the page begins; default: start of the range.',
  })
  readonly after?: number | null
}

@ArgsType()
export class DecimatedArgs extends StepRangeArgs {
  @Field(() => Int, {
    nullable: true,
    description:
      'Largest number of points to return, from 4 to 10,000; default 1,000. Values outside this range are clamped.',
  })
  readonly points?: number | null
}
