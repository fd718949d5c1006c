import { cancelSweep, deleteSweep, restoreSweep, runMissing, startRun, startSweep } from '@mitoscope/lab'
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { CancelSweepInput, DeleteSweepInput, RestoreSweepInput, RunMissingInput } from './sweep-id.inputs.ts'
import { StartRunInput, StartSweepInput, type ModelChoice } from './sweep.inputs.ts'
import { Sweep } from './sweep.type.ts'

@ObjectType({ description: 'What a mutation did to a sweep.' })
class SweepPayload {
  @Field(() => Sweep, { description: 'The sweep as it is now.' })
  readonly sweep!: Sweep
}

@ObjectType({ description: 'What startRun did.' })
class StartRunPayload {
  @Field(() => TrainingRun, { description: 'The run, which waits for a worker.' })
  readonly run!: TrainingRun
}

@Resolver()
export class SweepCommandsResolver {
  @Mutation(() => SweepPayload, {
    description: 'Starts a sweep: every run is a job, and the requested analyses start as runs are trained.',
  })
  async startSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartSweepInput, { description: 'What to start.' }) input: StartSweepInput,
  ): Promise<SweepPayload> {
    const { settings, ...rest } = input
    const sweep = await startSweep(lab, actor, { ...rest, ...toChoice(input), config: settings ?? {} })
    return { sweep: new Sweep(sweep) }
  }

  @Mutation(() => StartRunPayload, { description: 'Trains a single run.' })
  async startRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartRunInput, { description: 'What to train.' }) input: StartRunInput,
  ): Promise<StartRunPayload> {
    const { settings, ...rest } = input
    const run = await startRun(lab, actor, { ...rest, ...toChoice(input), config: settings })
    return { run: new TrainingRun(run) }
  }

  @Mutation(() => SweepPayload, {
    description:
      'Tries again what failed or was cancelled of a sweep, and trains anew what was deleted of it.',
  })
  async runMissing(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RunMissingInput, { description: 'Which.' }) { id, cells }: RunMissingInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await runMissing(lab, actor, requireId('Sweep', id), cells)) }
  }

  @Mutation(() => SweepPayload, {
    description:
      'Cancels whatever of a sweep waits or runs. The report it asked for is made of the runs that were finished.',
  })
  async cancelSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CancelSweepInput, { description: 'Which.' }) { id }: CancelSweepInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await cancelSweep(lab, actor, requireId('Sweep', id))) }
  }

  @Mutation(() => SweepPayload, {
    description: 'Deletes a sweep with its runs, until it is restored or purged.',
  })
  async deleteSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteSweepInput, { description: 'Which.' }) { id }: DeleteSweepInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await deleteSweep(lab, actor, requireId('Sweep', id))) }
  }

  @Mutation(() => SweepPayload, {
    description: 'Restores a deleted sweep with the runs that were deleted with it.',
  })
  async restoreSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreSweepInput, { description: 'Which.' }) { id }: RestoreSweepInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await restoreSweep(lab, actor, requireId('Sweep', id))) }
  }
}

/** Record ids for global ones. */
function toChoice({ modelId, projectId, modelName }: ModelChoice) {
  return {
    modelId: requireGiven('Model', modelId),
    projectId: requireGiven('Project', projectId),
    modelName,
  }
}
