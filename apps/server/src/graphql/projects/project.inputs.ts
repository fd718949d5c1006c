import { Field, InputType } from 'type-graphql'

@InputType({ description: 'A new project.' })
export class CreateProjectInput {
  @Field(() => String, { description: 'Unique in the lab; at most 200 characters.' })
  readonly name!: string
  @Field(() => String, { nullable: true, description: 'What it is about.' })
  readonly description?: string | null
}
