import { Field, ID, InputType, Int } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'

@InputType({ description: 'Declaration of the file of a representation.' })
export class CreateUploadInput {
  @Field(() => ID, { description: 'Global ID of the training run that the representation was taken from.' })
  readonly runId!: string
  @Field(() => String, {
    description:
      'Name of the file, at most 255 characters, for example "w512.npz". The format is detected from the contents.',
  })
  readonly fileName!: string
  @Field(() => SafeInt, { description: 'Size of the file in bytes, from 1 to 1e12.' })
  readonly bytes!: number
  @Field(() => String, { description: 'SHA-256 of the file as 64 hexadecimal digits.' })
  readonly sha256!: string
  @Field(() => Int, {
    nullable: true,
    description: 'Epoch after which the representation was taken, an integer from 0; default: no epoch.',
  })
  readonly epoch?: number | null
}
