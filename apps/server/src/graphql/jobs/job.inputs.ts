import { Field, ID, InputType } from 'type-graphql'

@InputType({ description: 'A job to stop.' })
export class CancelJobInput {
  @Field(() => ID, { description: 'The job.' })
  readonly id!: string
}

@InputType({ description: 'A job to try again.' })
export class RetryJobInput {
  @Field(() => ID, { description: 'The job.' })
  readonly id!: string
}
