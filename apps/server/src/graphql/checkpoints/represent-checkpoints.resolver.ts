import { findRepresented, representCheckpoints } from '@mitoscope/lab'
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql' // prettier-ignore
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadOne } from '../loaders.ts'
import { Representation } from '../representations/representation.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { RequestedAnalysisInput } from '../sweeps/sweep.inputs.ts'
import { Checkpoint } from './checkpoint.type.ts'

@InputType({ description: 'Checkpoints of a run, whose representations are wanted.' })
class RepresentCheckpointsInput {
  @Field(() => ID, { description: 'The training run: one that was trained here.' })
  readonly runId!: string
  @Field(() => [ID], {
    nullable: true,
    description: 'Which of its checkpoints; all whose parameters are kept when not given.',
  })
  readonly checkpointIds?: string[] | null
  @Field(() => [RequestedAnalysisInput], {
    nullable: true,
    description: 'Computed of each representation as soon as it is there.',
  })
  readonly analyses?: RequestedAnalysisInput[] | null
}

@ObjectType({ description: 'What representCheckpoints did.' })
class RepresentCheckpointsPayload {
  @Field(() => TrainingRun, { description: 'The training run.' })
  readonly run!: TrainingRun
  @Field(() => [Checkpoint], { description: 'The checkpoints that were asked for, by epoch.' })
  readonly checkpoints!: readonly Checkpoint[]
  @Field(() => [Job], {
    description:
      'A job, which waits or runs, for each that has no representation yet, by epoch; none for the others.',
  })
  readonly jobs!: readonly Job[]
}

@Resolver(() => Checkpoint)
export class RepresentCheckpointsResolver {
  @Mutation(() => RepresentCheckpointsPayload, {
    description:
      'Has the representations of checkpoints made, by running the networks whose parameters they kept, and analyses started of each. What is there is not made again; asked again, what waits stays the same job. Takes the role editor.',
  })
  async representCheckpoints(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RepresentCheckpointsInput, { description: 'Which.' })
    { runId, checkpointIds, analyses }: RepresentCheckpointsInput,
  ): Promise<RepresentCheckpointsPayload> {
    const asked = await representCheckpoints(lab, actor, {
      runId: requireId('TrainingRun', runId),
      checkpointIds: checkpointIds?.map((id) => requireId('Checkpoint', id)),
      analyses,
    })
    return {
      run: new TrainingRun(asked.run),
      checkpoints: asked.checkpoints.map((record) => new Checkpoint(record)),
      jobs: asked.jobs.map((record) => new Job(record)),
    }
  }

  @FieldResolver(() => Representation, {
    nullable: true,
    description:
      'The latest representation of its run after its epoch; null while there is none: representCheckpoints makes one.',
  })
  async representation(
    @Ctx() context: Context,
    @Root() { record }: Checkpoint,
  ): Promise<Representation | null> {
    const found = await loadOne(context, readRepresented, record.id)
    return found ? new Representation(found) : null
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: 'The job that makes or made its representation, the last if there were several.',
  })
  job(@Ctx() context: Context, @Root() { record }: Checkpoint) {
    return loadJobOf(context, record.id)
  }
}

function readRepresented({ lab }: Context, ids: readonly string[]) {
  return findRepresented(lab, ids)
}
