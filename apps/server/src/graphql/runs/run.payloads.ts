import { Field, ObjectType } from 'type-graphql'
import { createPayload } from '../mutation-types.ts'
import { SafeInt } from '../safe-int.ts'
import { RunBranch } from './run-branch.type.ts'
import { TrainingRun } from './run.type.ts'

@ObjectType({ description: 'Result of createRun.' })
export class CreateRunPayload {
  @Field(() => TrainingRun, { description: 'The created run, or the existing run with the same client key.' })
  readonly run!: TrainingRun
  @Field(() => Boolean, {
    description: 'True if this call created the run; false if an earlier call with the same key did.',
  })
  readonly created!: boolean
}

export const SendHeartbeatPayload = createPayload(
  'SendHeartbeat',
  'runs',
  () => [TrainingRun],
  'The runs in the order of the input.',
)

export const FinishRunPayload = createPayload(
  'FinishRun',
  'run',
  () => TrainingRun,
  'The run after the call.',
)

@ObjectType({ description: 'Result of resumeRun.' })
export class ResumeRunPayload {
  @Field(() => TrainingRun, { description: 'The run after the call, in the state LOGGED.' })
  readonly run!: TrainingRun
  @Field(() => SafeInt, { description: 'Number of points that were cut off, over all series.' })
  readonly cutPoints!: number
  @Field(() => RunBranch, {
    nullable: true,
    description: 'Branch with the points that were cut off; null if there were none.',
  })
  readonly branch!: RunBranch | null
}

export const UpdateRunPayload = createPayload(
  'UpdateRun',
  'run',
  () => TrainingRun,
  'The run after the call.',
)

export const SetTagsPayload = createPayload(
  'SetTags',
  'runs',
  () => [TrainingRun],
  'The runs with their current tags.',
)
export const AddTagsPayload = createPayload(
  'AddTags',
  'runs',
  () => [TrainingRun],
  'The runs with their current tags.',
)
export const RemoveTagsPayload = createPayload(
  'RemoveTags',
  'runs',
  () => [TrainingRun],
  'The runs with their current tags.',
)

export const DeleteRunsPayload = createPayload(
  'DeleteRuns',
  'runs',
  () => [TrainingRun],
  'The deleted runs; restoreRuns restores them.',
)

export const RestoreRunsPayload = createPayload(
  'RestoreRuns',
  'runs',
  () => [TrainingRun],
  'The restored runs.',
)
