import { Field, Float, Int, ObjectType } from 'type-graphql'

@ObjectType({ description: 'Where a result comes from: with this and the input it can be computed again.' })
export class Provenance {
  @Field(() => String, {
    description:
      'SHA-256 of the input, in hex; of a comparison those of the first and the second, with a space between.',
  })
  readonly inputHash!: string
  @Field(() => String, { description: 'Tensor backend.' })
  readonly backend!: string
  @Field(() => String, { description: 'What computed, for people.' })
  readonly device!: string
  @Field(() => String, {
    nullable: true,
    description: 'How the host’s own kernels were compiled: native or wasm.',
  })
  readonly kernels?: string | null
  @Field(() => String, { description: 'Arithmetic of the numbers, as "float64".' })
  readonly precision!: string
  @Field(() => Float, { description: 'Relative size of the rounding behind the numbers.' })
  readonly resolution!: number
  @Field(() => Float, {
    nullable: true,
    description: 'Seed of the draws; null when they came with the input.',
  })
  readonly seed!: number | null
  @Field(() => Int, { description: 'Draws behind the numbers.' })
  readonly draws!: number
}

@ObjectType({ description: 'What a reader of a result should know.' })
export class ResultWarning {
  @Field(() => String, { description: 'For programs.' })
  readonly code!: string
  @Field(() => String, { description: 'A sentence with the values in it.' })
  readonly message!: string
}
