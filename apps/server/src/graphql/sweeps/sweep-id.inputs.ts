import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A sweep to complete.' })
export class RunMissingInput {
  @Field(() => ID, { description: 'The sweep.' })
  readonly id!: string
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
