import { addTags, createRun, deleteRuns, removeTags, restoreRuns, setTags, updateRun } from '@mitoscope/lab'
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql'
import type { Context } from '../context.ts'
import { requireId } from '../global-id.ts'
import {
  ChangeTagsInput,
  CreateRunInput,
  DeleteRunsInput,
  RestoreRunsInput,
  UpdateRunInput,
} from './run.inputs.ts'
import {
  ChangeTagsPayload,
  CreateRunPayload,
  DeleteRunsPayload,
  RestoreRunsPayload,
  UpdateRunPayload,
} from './run.payloads.ts'
import { TrainingRun } from './run.type.ts'

@Resolver()
export class RunCommandsResolver {
  @Mutation(() => CreateRunPayload, { description: 'Makes a training run that a script logs.' })
  async createRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateRunInput, { description: 'What to make.' }) input: CreateRunInput,
  ): Promise<CreateRunPayload> {
    const modelId = requireId('Model', input.modelId)
    return { run: new TrainingRun(await createRun(lab, actor, { ...input, modelId })) }
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
