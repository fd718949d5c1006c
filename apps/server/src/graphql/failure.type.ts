import { Field, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Why something failed, kept as data.' })
export class Failure {
  @Field(() => String, { description: 'For programs.' })
  readonly code!: string
  @Field(() => String, { description: 'For people: what happened and what to do.' })
  readonly message!: string
}
