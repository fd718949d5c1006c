import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'One tensor in the file of a representation.' })
export class StoredTensor {
  @Field(() => String, { description: 'As "features.test" or "readout.weight".' })
  readonly name!: string
  @Field(() => String, {
    description: 'How its elements are stored: f16, bf16, f32, f64, or an integer as i64.',
  })
  readonly dtype!: string
  @Field(() => [Int], { description: 'Its length along each axis.' })
  readonly shape!: number[]
}
