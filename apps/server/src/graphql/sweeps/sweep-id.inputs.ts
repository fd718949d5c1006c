import { Field, Float, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'One combination that a sweep asks for.' })
export class SweepCellInput {
  @Field(() => Int, { description: 'The width.' })
  readonly width!: number
  @Field(() => Float, { description: 'The seed; a whole number.' })
  readonly seed!: number
  @Field(() => Float, { description: 'The weight decay.' })
  readonly weightDecay!: number
}

@InputType({ description: 'A sweep to complete.' })
export class RunMissingInput {
  @Field(() => ID, { description: 'The sweep.' })
  readonly id!: string
  @Field(() => [SweepCellInput], {
    nullable: true,
    description: 'These cells of it only; all that lack a result when not given.',
  })
  readonly cells?: SweepCellInput[] | null
}

@InputType({ description: 'A sweep to cancel.' })
export class CancelSweepInput {
  @Field(() => ID, { description: 'The sweep.' })
  readonly id!: string
}

@InputType({ description: 'A sweep to delete.' })
export class DeleteSweepInput {
  @Field(() => ID, { description: 'The sweep.' })
  readonly id!: string
}

@InputType({ description: 'A sweep to bring back.' })
export class RestoreSweepInput {
  @Field(() => ID, { description: 'The sweep.' })
  readonly id!: string
}
