import { findRepresented, representCheckpoints } from '@mitoscope/lab'
import { Arg, Ctx, Field, FieldResolver, ID, InputType, Mutation, ObjectType, Resolver, Root } from 'type-graphql' // prettier-ignore
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import { Job } from '../jobs/job.type.ts'
import { loadJobOf } from '../jobs/load-job.ts'
import { loadOne } from '../loaders.ts'
import { Representation } from '../representations/representation.type.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { MeasureInput } from '../analyses/analysis.inputs.ts'
import { Checkpoint } from './checkpoint.type.ts'

@InputType({ description: 'Checkpoints of a run to compute representations of.' })
class RepresentCheckpointsInput {
  @Field(() => ID, {
    description: 'Global ID of a training run that was trained here; a logged run is rejected.',
  })
  readonly runId!: string
  @Field(() => [ID], {
    nullable: true,
    description: 'Global IDs of checkpoints of the run; default: all checkpoints with stored parameters.',
  })
  readonly ids?: string[] | null
  @Field(() => [MeasureInput], {
    nullable: true,
    description: 'Analyses that start for every representation as soon as it is stored; none if omitted.',
  })
  readonly analyses?: MeasureInput[] | null
}

@ObjectType({ description: 'Result of representCheckpoints.' })
class RepresentCheckpointsPayload {
  @Field(() => TrainingRun, { description: 'Training run of the checkpoints.' })
  readonly run!: TrainingRun
  @Field(() => [Checkpoint], { description: 'Requested checkpoints, ordered by epoch.' })
  readonly checkpoints!: readonly Checkpoint[]
  @Field(() => [Job], {
    description: 'Queued or running jobs, one per checkpoint without a representation, ordered by epoch.',
  })
  readonly jobs!: readonly Job[]
}

@Resolver(() => Checkpoint)
export class RepresentCheckpointsResolver {
  @Mutation(() => RepresentCheckpointsPayload, {
    description:
      'Computes missing representations of checkpoints from their stored parameters, then runs the given analyses. A repeated call is safe: stored representations and queued jobs are reused. Requires the EDITOR role.',
  })
  async representCheckpoints(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RepresentCheckpointsInput, { description: 'Run and checkpoints.' })
    { runId, ids, analyses }: RepresentCheckpointsInput,
  ): Promise<RepresentCheckpointsPayload> {
    const asked = await representCheckpoints(lab, actor, {
      runId: requireId('TrainingRun', runId),
      checkpointIds: ids?.map((id) => requireId('Checkpoint', id)),
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
      'Latest representation of the run at the epoch of the checkpoint; null until representCheckpoints or an upload adds one.',
  })
  async representation(
    @Ctx() context: Context,
    @Root() { record }: Checkpoint,
  ): Promise<Representation | null> {
    const found = await loadOne(context, fetchRepresented, record.id)
    return found ? new Representation(found) : null
  }

  @FieldResolver(() => Job, {
    nullable: true,
    description: 'Latest job that computes or computed the representation; null if there is none.',
  })
  job(@Ctx() context: Context, @Root() { record }: Checkpoint) {
    return loadJobOf(context, record.id)
  }
}

function fetchRepresented({ lab }: Context, ids: readonly string[]) {
  return findRepresented(lab, ids)
}
