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
  AddTagsInput,
  RemoveTagsInput,
  SetTagsInput,
  type TagsInput,
  CreateRunInput,
  DeleteRunsInput,
  FinishRunInput,
  RestoreRunsInput,
  ResumeRunInput,
  SendHeartbeatInput,
  UpdateRunInput,
} from './run.inputs.ts'
import {
  AddTagsPayload,
  RemoveTagsPayload,
  SetTagsPayload,
  CreateRunPayload,
  DeleteRunsPayload,
  FinishRunPayload,
  RestoreRunsPayload,
  ResumeRunPayload,
  SendHeartbeatPayload,
  UpdateRunPayload,
} from './run.payloads.ts'
import { RunBranch } from './run-branch.type.ts'
import type { RunParentInput } from './run-parent.types.ts'
import { TrainingRun } from './run.type.ts'

@Resolver()
export class RunCommandsResolver {
  @Mutation(() => CreateRunPayload, {
    description: 'Creates a training run that a script logs. Requires the EDITOR role.',
  })
  async createRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => CreateRunInput, { description: 'Run to create, with its model.' })
    input: CreateRunInput,
  ): Promise<CreateRunPayload> {
    const modelId = requireGiven('Model', input.modelId)
    const projectId = requireGiven('Project', input.projectId)
    const { created, ...run } = await createRun(lab, actor, {
      ...input,
      modelId,
      projectId,
      parent: parseParent(input.parent),
    })
    return { run: new TrainingRun(run), created }
  }

  @Mutation(() => SendHeartbeatPayload, {
    description:
      'Records that the scripts of logged runs are alive, without sending points. A CRASHED run becomes LOGGED again. Requires the EDITOR role.',
  })
  async sendHeartbeat(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => SendHeartbeatInput, { description: 'Runs whose scripts are alive.' })
    { ids }: SendHeartbeatInput,
  ) {
    return { runs: toRuns(await sendHeartbeat(lab, actor, ids.map(parseRunId))) }
  }

  @Mutation(() => FinishRunPayload, {
    description:
      'Records how a logged run ended. A repeated identical call changes nothing; points that arrive later are still stored. Requires the EDITOR role.',
  })
  async finishRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => FinishRunInput, { description: 'Run that ended, with its final state.' })
    input: FinishRunInput,
  ) {
    return { run: new TrainingRun(await finishRun(lab, actor, { ...input, id: parseRunId(input.id) })) }
  }

  @Mutation(() => ResumeRunPayload, {
    description:
      'Continues a logged run from a step, for example after a restart from a checkpoint. Points from this step on move to a branch, which remains readable. Requires the EDITOR role.',
  })
  async resumeRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => ResumeRunInput, { description: 'Run to resume and the step to resume from.' })
    input: ResumeRunInput,
  ): Promise<ResumeRunPayload> {
    const { run, cutPoints, branch } = await resumeRun(lab, actor, { ...input, id: parseRunId(input.id) })
    return { run: new TrainingRun(run), cutPoints, branch: branch ? new RunBranch(branch) : null }
  }

  @Mutation(() => UpdateRunPayload, {
    description:
      'Updates a training run. Only the name, the notes and the tags can be changed for a run that was trained here. Requires the EDITOR role.',
  })
  async updateRun(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => UpdateRunInput, { description: 'Run to update, with the new values.' })
    input: UpdateRunInput,
  ) {
    const id = requireId('TrainingRun', input.id)
    const parent = parseParent(input.parent)
    return { run: new TrainingRun(await updateRun(lab, actor, { ...input, id, parent })) }
  }

  @Mutation(() => SetTagsPayload, {
    description: 'Replaces all tags of the given runs. Requires the EDITOR role.',
  })
  async setTags(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => SetTagsInput, { description: 'Runs and their new tags.' }) input: TagsInput,
  ) {
    return { runs: toRuns(await setTags(lab, actor, parseTagsInput(input))) }
  }

  @Mutation(() => AddTagsPayload, {
    description: 'Adds tags to the given runs and keeps their other tags. Requires the EDITOR role.',
  })
  async addTags(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => AddTagsInput, { description: 'Runs and the tags to add.' }) input: TagsInput,
  ) {
    return { runs: toRuns(await addTags(lab, actor, parseTagsInput(input))) }
  }

  @Mutation(() => RemoveTagsPayload, {
    description:
      'Removes tags from the given runs. A run that lacks a tag is left as it is. Requires the EDITOR role.',
  })
  async removeTags(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RemoveTagsInput, { description: 'Runs and the tags to remove.' })
    input: TagsInput,
  ) {
    return { runs: toRuns(await removeTags(lab, actor, parseTagsInput(input))) }
  }

  @Mutation(() => DeleteRunsPayload, {
    description:
      'Soft-deletes training runs, all or none, and cancels their jobs. restoreRuns restores them until a purge removes them. Requires the EDITOR role.',
  })
  async deleteRuns(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => DeleteRunsInput, { description: 'Runs to delete.' }) { ids }: DeleteRunsInput,
  ) {
    return { runs: toRuns(await deleteRuns(lab, actor, ids.map(parseRunId))) }
  }

  @Mutation(() => RestoreRunsPayload, {
    description: 'Restores soft-deleted training runs, all or none. Requires the EDITOR role.',
  })
  async restoreRuns(
    @Ctx() { lab, actor }: Context,
    @Arg('input', () => RestoreRunsInput, { description: 'Runs to restore.' }) { ids }: RestoreRunsInput,
  ) {
    return { runs: toRuns(await restoreRuns(lab, actor, ids.map(parseRunId))) }
  }
}

function parseParent(parent: RunParentInput | null | undefined) {
  return parent && { ...parent, runId: parseRunId(parent.runId) }
}

function parseRunId(id: string): string {
  return requireId('TrainingRun', id)
}

function parseTagsInput({ ids, tags }: TagsInput) {
  return { runIds: ids.map(parseRunId), tags }
}

function toRuns(records: readonly ConstructorParameters<typeof TrainingRun>[0][]): TrainingRun[] {
  return records.map((record) => new TrainingRun(record))
}
