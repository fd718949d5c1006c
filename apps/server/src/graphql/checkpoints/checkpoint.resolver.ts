import { registerCheckpoint } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql'
import { requireLoaded } from '../loaders.ts'
import { createPayload } from '../mutation-types.ts'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRun } from '../runs/run.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Checkpoint } from './checkpoint.type.ts'
import { loadCheckpointsOf } from './load-checkpoint.ts'

@InputType({ description: 'Checkpoint of a run after an epoch.' })
class RegisterCheckpointInput {
  @Field(() => ID, { description: 'Global ID of the training run.' })
  readonly runId!: string
  @Field(() => Int, {
    description:
      'Number of finished epochs, at least 0. An existing checkpoint of this epoch is overwritten.',
  })
  readonly epoch!: number
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Metrics at the checkpoint: at most 1,000 numbers by name, null for a value that is not finite; default {}.',
  })
  readonly metrics?: object | null
  @Field(() => String, {
    nullable: true,
    description:
      'SHA-256, in hex, of a parameter file that is already stored in the project; any other hash is NOT_FOUND. If omitted, an overwritten checkpoint keeps its file.',
  })
  readonly hash?: string | null
}

const RegisterCheckpointPayload = createPayload(
  'RegisterCheckpoint',
  'checkpoint',
  () => Checkpoint,
  'The checkpoint after the call.',
)

@Resolver(() => Checkpoint)
export class CheckpointResolver {
  @Mutation(() => RegisterCheckpointPayload, {
    description: 'Records the state of a run after an epoch. Requires the EDITOR role.',
  })
  async registerCheckpoint(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RegisterCheckpointInput, { description: 'Checkpoint to record.' })
    { hash, runId, ...input }: RegisterCheckpointInput,
  ) {
    const record = { ...input, runId: requireId('TrainingRun', runId), blobHash: hash }
    return { checkpoint: new Checkpoint(await registerCheckpoint(lab, actor, record)) }
  }

  @FieldResolver(() => TrainingRun, { description: 'Training run of the checkpoint.' })
  run(@Ctx() context: Context, @Root() { record }: Checkpoint) {
    return requireLoaded(loadRun(context, record.runId))
  }
}

@Resolver(() => TrainingRun)
export class RunCheckpointsResolver {
  @FieldResolver(() => [Checkpoint], { description: 'Checkpoints of the run, ordered by epoch.' })
  checkpoints(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return loadCheckpointsOf(context, record.id)
  }
}
