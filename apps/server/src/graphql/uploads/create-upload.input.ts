import { Field, Float, ID, InputType, Int } from 'type-graphql'

@InputType({ description: 'The file of a representation that is to be sent.' })
export class CreateUploadInput {
  @Field(() => ID, { description: 'The run it was taken of.' })
  readonly runId!: string
  @Field(() => String, {
    description: 'Name of the file, as "w512.npz"; its format is told by its contents.',
  })
  readonly fileName!: string
  @Field(() => Float, { description: 'Its length in bytes.' })
  readonly bytes!: number
  @Field(() => String, { description: 'Its SHA-256 in hex.' })
  readonly sha256!: string
  @Field(() => Int, { nullable: true, description: 'Epoch after which it was taken, if any.' })
  readonly epoch?: number | null
}
