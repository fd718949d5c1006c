import { Field, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Layer of a network of which there are representations.' })
export class Site {
  @Field(() => String, { description: 'Name of the layer, for example "layer4" or "last-hidden".' })
  readonly name!: string
  @Field(() => String, {
    nullable: true,
    description: 'Kind of the layer, for example "block" or "attention"; null if it is not known.',
  })
  readonly kind!: string | null
  @Field(() => Int, {
    nullable: true,
    description: 'Position of the layer in the order of the network; null if it is not known.',
  })
  readonly position!: number | null
  @Field(() => [Int], { description: 'Distinct numbers of neurons of the representations, ascending.' })
  readonly widths!: readonly number[]
  @Field(() => Int, { description: 'Number of representations.' })
  readonly representationCount!: number
}
