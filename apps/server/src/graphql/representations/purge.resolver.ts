import { purge } from '@mitoscope/lab'
import { Arg, Ctx, Field, Float, InputType, Int, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'

@InputType({ description: 'What to remove for good.' })
class PurgeInput {
  @Field(() => Float, {
    nullable: true,
    description: 'Deleted things are kept this long: 30 days when not given.',
  })
  readonly olderThanDays?: number | null
  @Field(() => Float, {
    nullable: true,
    description:
      'Stored bytes that nothing points at are kept this long, because what is to point at them may still be computed: 168 hours when not given.',
  })
  readonly graceHours?: number | null
  @Field(() => Boolean, { nullable: true, description: 'Only say what would be removed.' })
  readonly dryRun?: boolean | null
}

@ObjectType({ description: 'How many records of a kind were removed.' })
class PurgedRecords {
  @Field(() => String, {
    description: 'As project, model, sweep, trainingRun, representation, analysis or pairComparison.',
  })
  readonly kind!: string
  @Field(() => Int, { description: 'How many, not counting what went with something it belongs to.' })
  readonly count!: number
}

@ObjectType({ description: 'What purge removed, or would remove.' })
class PurgePayload {
  @Field(() => Boolean, { description: 'Whether it only says what would be removed.' })
  readonly dryRun!: boolean
  @Field(() => [PurgedRecords], { description: 'Deleted things, by kind.' })
  readonly records!: readonly PurgedRecords[]
  @Field(() => Int, { description: 'Files that nothing pointed at.' })
  readonly blobs!: number
  @Field(() => Float, { description: 'Their length together.' })
  readonly bytes!: number
  @Field(() => Int, { description: 'Uploads and parts of files that were never completed.' })
  readonly leftovers!: number
}

@Resolver()
export class PurgeResolver {
  @Mutation(() => PurgePayload, {
    description:
      'Removes for good what was deleted long ago, and stored bytes that nothing points at. Takes an administrator.',
  })
  purge(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => PurgeInput, { description: 'What to remove.' }) input: PurgeInput,
  ): Promise<PurgePayload> {
    return purge(lab, actor, input)
  }
}
