import { Field, Float, Int, ObjectType } from 'type-graphql'
import { SafeInt } from '../safe-int.ts'

@ObjectType({
  description: 'Origin of a result. Together with the input, it suffices to compute the result again.',
})
export class Provenance {
  @Field(() => String, {
    description:
      'SHA-256 of the input, in hex; for a comparison the hashes of the first and the second input, separated by a space.',
  })
  readonly inputHash!: string
  @Field(() => String, { description: 'Tensor backend of the computation.' })
  readonly backend!: string
  @Field(() => String, { description: 'Human-readable name of the device of the computation.' })
  readonly device!: string
  @Field(() => String, {
    nullable: true,
    description: 'Compilation of the host kernels: "native" or "wasm"; null if it was not recorded.',
  })
  readonly kernels?: string | null
  @Field(() => String, { description: 'Arithmetic of the computation, for example "float64".' })
  readonly precision!: string
  @Field(() => Float, { description: 'Relative rounding error of the numbers.' })
  readonly resolution!: number
  @Field(() => SafeInt, {
    nullable: true,
    description: 'Seed of the random draws; null if the draws came with the input.',
  })
  readonly seed!: number | null
  @Field(() => Int, { description: 'Number of random draws behind the numbers.' })
  readonly draws!: number
}

@ObjectType({ description: 'Warning about a result.' })
export class ResultWarning {
  @Field(() => String, { description: 'Machine-readable code of the warning.' })
  readonly code!: string
  @Field(() => String, { description: 'Human-readable sentence that names the affected values.' })
  readonly message!: string
}
