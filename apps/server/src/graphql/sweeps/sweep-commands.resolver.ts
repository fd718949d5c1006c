import { cancelSweep, deleteSweep, restoreSweep, completeSweep, startRun, startSweep } from '@mitoscope/lab'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import { type ById, createPayload } from '../mutation-types.ts'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import { TrainingRun } from '../runs/run.type.ts'
import {
  CancelSweepInput,
  DeleteSweepInput,
  RestoreSweepInput,
  CompleteSweepInput,
} from './sweep-id.inputs.ts'
import { StartRunInput, StartSweepInput, type ModelChoice } from './sweep.inputs.ts'
import { Sweep } from './sweep.type.ts'

const StartSweepPayload = createPayload(
  'StartSweep',
  'sweep',
  () => Sweep,
  'The started sweep, or the existing sweep with the same client key.',
)
const CompleteSweepPayload = createPayload('CompleteSweep', 'sweep', () => Sweep, 'The sweep after the call.')
const CancelSweepPayload = createPayload('CancelSweep', 'sweep', () => Sweep, 'The sweep after the call.')
const DeleteSweepPayload = createPayload(
  'DeleteSweep',
  'sweep',
  () => Sweep,
  'The deleted sweep; restoreSweep restores it.',
)
const RestoreSweepPayload = createPayload('RestoreSweep', 'sweep', () => Sweep, 'The restored sweep.')

const StartRunPayload = createPayload(
  'StartRun',
  'run',
  () => TrainingRun,
  'The created run, in the state QUEUED unless an earlier call with the same key started it.',
)

@Resolver()
export class SweepCommandsResolver {
  @Mutation(() => StartSweepPayload, {
    description:
      'Starts a sweep with one job per run. The requested analyses of a run start as soon as it is trained. Requires the EDITOR role.',
  })
  async startSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => StartSweepInput, { description: 'Sweep to start.' }) input: StartSweepInput,
  ) {
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
  ) {
    const { settings, ...rest } = input
    const run = await startRun(lab, actor, { ...rest, ...toChoice(input), config: settings })
    return { run: new TrainingRun(run) }
  }

  @Mutation(() => CompleteSweepPayload, {
    description:
      'Completes a sweep: retries failed and cancelled runs, and trains deleted runs again. Requires the EDITOR role.',
  })
  async completeSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CompleteSweepInput, { description: 'Sweep to complete.' })
    { id, cells }: CompleteSweepInput,
  ) {
    return { sweep: new Sweep(await completeSweep(lab, actor, requireId('Sweep', id), cells)) }
  }

  @Mutation(() => CancelSweepPayload, {
    description:
      'Cancels all queued and running jobs of a sweep. The requested report then covers the finished runs. Requires the EDITOR role.',
  })
  async cancelSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CancelSweepInput, { description: 'Sweep to cancel.' }) { id }: ById,
  ) {
    return { sweep: new Sweep(await cancelSweep(lab, actor, requireId('Sweep', id))) }
  }

  @Mutation(() => DeleteSweepPayload, {
    description:
      'Soft-deletes a sweep with its runs and cancels their jobs. restoreSweep restores it until a purge removes it. Requires the EDITOR role.',
  })
  async deleteSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteSweepInput, { description: 'Sweep to delete.' }) { id }: ById,
  ) {
    return { sweep: new Sweep(await deleteSweep(lab, actor, requireId('Sweep', id))) }
  }

  @Mutation(() => RestoreSweepPayload, {
    description:
      'Restores a soft-deleted sweep with the runs that were deleted with it. Requires the EDITOR role.',
  })
  async restoreSweep(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreSweepInput, { description: 'Sweep to restore.' }) { id }: ById,
  ) {
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
