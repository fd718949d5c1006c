import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Reason of a failure.' })
export class Failure {
  @Field(() => String, { description: 'Machine-readable code of the failure.' })
  readonly code!: string
  @Field(() => String, { description: 'Human-readable message with the cause and the remedy.' })
  readonly message!: string
}
