import { registerCheckpoint } from '@mitoscope/lab'
import { GraphQLJSONObject } from 'graphql-scalars'
import {
  Arg,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { loadRun } from '../runs/load-run.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { Checkpoint } from './checkpoint.type.ts'
import { loadCheckpointsOf } from './load-checkpoint.ts'

@InputType({ description: 'The state of a run after an epoch.' })
class RegisterCheckpointInput {
  @Field(() => ID, { description: 'Of the run.' })
  readonly runId!: string
  @Field(() => Int, {
    description: 'After how many epochs. The same again takes the place of what was noted.',
  })
  readonly epoch!: number
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'What was measured then: numbers by name, null for one that is not finite.',
  })
  readonly metrics?: object | null
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256, in hex, of a file with its parameters that is in the project already.',
  })
  readonly hash?: string | null
}

@ObjectType({ description: 'What registerCheckpoint did.' })
class RegisterCheckpointPayload {
  @Field(() => Checkpoint, { description: 'The checkpoint as it is now.' })
  readonly checkpoint!: Checkpoint
}

@Resolver(() => Checkpoint)
export class CheckpointResolver {
  @Mutation(() => RegisterCheckpointPayload, { description: 'Notes the state of a run after an epoch.' })
  async registerCheckpoint(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RegisterCheckpointInput, { description: 'What to note.' })
    { hash, runId, ...input }: RegisterCheckpointInput,
  ): Promise<RegisterCheckpointPayload> {
    const record = { ...input, runId: requireId('TrainingRun', runId), blobHash: hash }
    return { checkpoint: new Checkpoint(await registerCheckpoint(lab, actor, record)) }
  }

  @FieldResolver(() => TrainingRun, { nullable: true, description: 'Whose state it is.' })
  run(@Ctx() context: Context, @Root() { record }: Checkpoint) {
    return loadRun(context, record.runId)
  }
}

@Resolver(() => TrainingRun)
export class RunCheckpointsResolver {
  @FieldResolver(() => [Checkpoint], { description: 'Its checkpoints, by epoch.' })
  checkpoints(@Ctx() context: Context, @Root() { record }: TrainingRun) {
    return loadCheckpointsOf(context, record.id)
  }
}
