import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'One tensor in the file of a representation.' })
export class StoredTensor {
  @Field(() => String, {
    description: 'Name of the tensor, for example "features.test" or "readout.weight".',
  })
  readonly name!: string
  @Field(() => String, {
    description: 'Element type: "f16", "bf16", "f32", "f64", or an integer type such as "i64".',
  })
  readonly dtype!: string
  @Field(() => [Int], { description: 'Length of the tensor along each axis.' })
  readonly shape!: number[]
}
