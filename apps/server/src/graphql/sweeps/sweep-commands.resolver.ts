import { cancelSweep, deleteSweep, restoreSweep, runMissing, startRun, startSweep } from '@mitoscope/lab'
import { Arg, Ctx, Field, Mutation, ObjectType, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { TrainingRun } from '../runs/run.type.ts'
import { CancelSweepInput, DeleteSweepInput, RestoreSweepInput, RunMissingInput } from './sweep-id.inputs.ts'
import { StartRunInput, StartSweepInput, type ModelChoice } from './sweep.inputs.ts'
import { Sweep } from './sweep.type.ts'

@ObjectType({ description: 'Result of a mutation on a sweep.' })
class SweepPayload {
  @Field(() => Sweep, { description: 'The sweep after the call.' })
  readonly sweep!: Sweep
}

@ObjectType({ description: 'Result of startRun.' })
class StartRunPayload {
  @Field(() => TrainingRun, {
    description: 'The created run, in the state QUEUED unless an earlier call with the same key started it.',
  })
  readonly run!: TrainingRun
}

@Resolver()
export class SweepCommandsResolver {
  @Mutation(() => SweepPayload, {
    description:
      'Starts a sweep with one job per run. The requested analyses of a run start as soon as it is trained. Requires the EDITOR role.',
  })
  async startSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartSweepInput, { description: 'Sweep to start.' }) input: StartSweepInput,
  ): Promise<SweepPayload> {
    const { settings, ...rest } = input
    const sweep = await startSweep(lab, actor, { ...rest, ...toChoice(input), config: settings ?? {} })
    return { sweep: new Sweep(sweep) }
  }

  @Mutation(() => StartRunPayload, {
    description: 'Starts the training of a single run. Requires the EDITOR role.',
  })
  async startRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartRunInput, { description: 'Run to train.' }) input: StartRunInput,
  ): Promise<StartRunPayload> {
    const { settings, ...rest } = input
    const run = await startRun(lab, actor, { ...rest, ...toChoice(input), config: settings })
    return { run: new TrainingRun(run) }
  }

  @Mutation(() => SweepPayload, {
    description:
      'Completes a sweep: retries failed and cancelled runs, and trains deleted runs again. Requires the EDITOR role.',
  })
  async runMissing(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RunMissingInput, { description: 'Sweep to complete.' })
    { id, cells }: RunMissingInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await runMissing(lab, actor, requireId('Sweep', id), cells)) }
  }

  @Mutation(() => SweepPayload, {
    description:
      'Cancels all queued and running jobs of a sweep. The requested report then covers the finished runs. Requires the EDITOR role.',
  })
  async cancelSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CancelSweepInput, { description: 'Sweep to cancel.' }) { id }: CancelSweepInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await cancelSweep(lab, actor, requireId('Sweep', id))) }
  }

  @Mutation(() => SweepPayload, {
    description:
      'Soft-deletes a sweep with its runs and cancels their jobs. restoreSweep restores it until a purge removes it. Requires the EDITOR role.',
  })
  async deleteSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteSweepInput, { description: 'Sweep to delete.' }) { id }: DeleteSweepInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await deleteSweep(lab, actor, requireId('Sweep', id))) }
  }

  @Mutation(() => SweepPayload, {
    description:
      'Restores a soft-deleted sweep with the runs that were deleted with it. Requires the EDITOR role.',
  })
  async restoreSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreSweepInput, { description: 'Sweep to restore.' }) { id }: RestoreSweepInput,
  ): Promise<SweepPayload> {
    return { sweep: new Sweep(await restoreSweep(lab, actor, requireId('Sweep', id))) }
  }
}

/** Converts the global ids of a model choice to record ids. */
function toChoice({ modelId, projectId, modelName }: ModelChoice) {
  return {
    modelId: requireGiven('Model', modelId),
    projectId: requireGiven('Project', projectId),
    modelName,
  }
}
