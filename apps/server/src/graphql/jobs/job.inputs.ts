import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'Job to cancel.' })
export class CancelJobInput {
  @Field(() => ID, { description: 'Global ID of the job.' })
  readonly id!: string
}

@InputType({ description: 'Job to retry.' })
export class RetryJobInput {
  @Field(() => ID, { description: 'Global ID of the job.' })
  readonly id!: string
}
