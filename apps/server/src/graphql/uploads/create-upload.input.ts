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
  @Field(() => String, {
    nullable: true,
    description:
      'Site of the representation: name of the layer, 1 to 200 characters, for example "layer4". Default: "site" in the metadata of a safetensors file, else "last-hidden". Only the last hidden layer must have the width of the run.',
  })
  readonly site?: string | null
  @Field(() => String, {
    nullable: true,
    description:
      'Kind of the layer, 1 to 50 characters, for example "hidden layer", "block", "attention" or "embedding"; default: "site_kind" in that metadata.',
  })
  readonly siteKind?: string | null
  @Field(() => Int, {
    nullable: true,
    description:
      'Position of the layer in the order of the network, an integer from 0; default: "site_position" in that metadata.',
  })
  readonly sitePosition?: number | null
  @Field(() => ID, {
    nullable: true,
    description:
      'Global ID of a representation of the run that lacks tensors, such as labels, readout or training rows: those of the file are added to it, so that its features are not sent again. Not with a site or an epoch, which the representation has.',
  })
  readonly additionTo?: string | null
}
