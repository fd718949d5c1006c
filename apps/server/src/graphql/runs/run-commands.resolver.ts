import {
  addTags,
  createRun,
  deleteRuns,
  finishRun,
  removeTags,
  restoreRuns,
  resumeRun,
  sendHeartbeat,
  setTags,
  updateRun,
} from '@mitoscope/lab'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireGiven, requireId } from '../global-id.ts'
import {
  ChangeTagsInput,
  CreateRunInput,
  DeleteRunsInput,
  FinishRunInput,
  RestoreRunsInput,
  ResumeRunInput,
  SendHeartbeatInput,
  UpdateRunInput,
} from './run.inputs.ts'
import {
  ChangeTagsPayload,
  CreateRunPayload,
  DeleteRunsPayload,
  FinishRunPayload,
  RestoreRunsPayload,
  ResumeRunPayload,
  SendHeartbeatPayload,
  UpdateRunPayload,
} from './run.payloads.ts'
import { RunBranch } from './run-branch.type.ts'
import { TrainingRun } from './run.type.ts'

@Resolver()
export class RunCommandsResolver {
  @Mutation(() => CreateRunPayload, { description: 'Makes a training run that a script logs.' })
  async createRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateRunInput, { description: 'What to make.' }) input: CreateRunInput,
  ): Promise<CreateRunPayload> {
    const modelId = requireGiven('Model', input.modelId)
    const projectId = requireGiven('Project', input.projectId)
    const { created, ...run } = await createRun(lab, actor, { ...input, modelId, projectId })
    return { run: new TrainingRun(run), created }
  }

  @Mutation(() => SendHeartbeatPayload, {
    description:
      'Tells that scripts are alive, without points. Runs that counted as CRASHED are LOGGED again.',
  })
  async sendHeartbeat(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => SendHeartbeatInput, { description: 'Runs.' }) { runIds }: SendHeartbeatInput,
  ): Promise<SendHeartbeatPayload> {
    return { runs: toRuns(await sendHeartbeat(lab, actor, runIds.map(readRun))) }
  }

  @Mutation(() => FinishRunPayload, {
    description:
      'Tells how a logged run ended. The same again changes nothing; late points are kept all the same.',
  })
  async finishRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => FinishRunInput, { description: 'Run and how it ended.' }) input: FinishRunInput,
  ): Promise<FinishRunPayload> {
    return { run: new TrainingRun(await finishRun(lab, actor, { ...input, id: readRun(input.id) })) }
  }

  @Mutation(() => ResumeRunPayload, {
    description:
      'Has a logged run go on from a step, as from a checkpoint. What it logged from there on becomes a branch, which stays readable.',
  })
  async resumeRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ResumeRunInput, { description: 'Run and step.' }) input: ResumeRunInput,
  ): Promise<ResumeRunPayload> {
    const { run, cutPoints, branch } = await resumeRun(lab, actor, { ...input, id: readRun(input.id) })
    return { run: new TrainingRun(run), cutPoints, branch: branch ? new RunBranch(branch) : null }
  }

  @Mutation(() => UpdateRunPayload, {
    description: 'Changes a run; of one trained here, its name and notes.',
  })
  async updateRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateRunInput, { description: 'What to change.' }) input: UpdateRunInput,
  ): Promise<UpdateRunPayload> {
    const id = requireId('TrainingRun', input.id)
    return { run: new TrainingRun(await updateRun(lab, actor, { ...input, id })) }
  }

  @Mutation(() => ChangeTagsPayload, { description: 'Gives all of the runs exactly these tags.' })
  async setTags(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ChangeTagsInput, { description: 'Runs and tags.' }) input: ChangeTagsInput,
  ): Promise<ChangeTagsPayload> {
    return { runs: toRuns(await setTags(lab, actor, readRuns(input))) }
  }

  @Mutation(() => ChangeTagsPayload, { description: 'Gives all of the runs these tags beside their others.' })
  async addTags(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ChangeTagsInput, { description: 'Runs and tags.' }) input: ChangeTagsInput,
  ): Promise<ChangeTagsPayload> {
    return { runs: toRuns(await addTags(lab, actor, readRuns(input))) }
  }

  @Mutation(() => ChangeTagsPayload, { description: 'Takes these tags from all of the runs.' })
  async removeTags(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ChangeTagsInput, { description: 'Runs and tags.' }) input: ChangeTagsInput,
  ): Promise<ChangeTagsPayload> {
    return { runs: toRuns(await removeTags(lab, actor, readRuns(input))) }
  }

  @Mutation(() => DeleteRunsPayload, {
    description: 'Deletes runs, all or none, until they are restored or purged. Their jobs are cancelled.',
  })
  async deleteRuns(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteRunsInput, { description: 'Which.' }) { ids }: DeleteRunsInput,
  ): Promise<DeleteRunsPayload> {
    return { runs: toRuns(await deleteRuns(lab, actor, ids.map(readRun))) }
  }

  @Mutation(() => RestoreRunsPayload, { description: 'Brings deleted runs back, all or none.' })
  async restoreRuns(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreRunsInput, { description: 'Which.' }) { ids }: RestoreRunsInput,
  ): Promise<RestoreRunsPayload> {
    return { runs: toRuns(await restoreRuns(lab, actor, ids.map(readRun))) }
  }
}

function readRun(id: string): string {
  return requireId('TrainingRun', id)
}

function readRuns({ runIds, tags }: ChangeTagsInput) {
  return { runIds: runIds.map(readRun), tags }
}

function toRuns(records: readonly ConstructorParameters<typeof TrainingRun>[0][]): TrainingRun[] {
  return records.map((record) => new TrainingRun(record))
}
