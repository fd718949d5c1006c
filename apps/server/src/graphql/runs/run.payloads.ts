import { Field, Float, ObjectType } from 'type-graphql'
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

@ObjectType({ description: 'Result of sendHeartbeat.' })
export class SendHeartbeatPayload {
  @Field(() => [TrainingRun], { description: 'The runs in the order of the input.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'Result of finishRun.' })
export class FinishRunPayload {
  @Field(() => TrainingRun, { description: 'The run after the call.' })
  readonly run!: TrainingRun
}

@ObjectType({ description: 'Result of resumeRun.' })
export class ResumeRunPayload {
  @Field(() => TrainingRun, { description: 'The run after the call, in the state LOGGED.' })
  readonly run!: TrainingRun
  @Field(() => Float, { description: 'Number of points that were cut off, over all series.' })
  readonly cutPoints!: number
  @Field(() => RunBranch, {
    nullable: true,
    description: 'Branch with the points that were cut off; null if there were none.',
  })
  readonly branch!: RunBranch | null
}

@ObjectType({ description: 'Result of updateRun.' })
export class UpdateRunPayload {
  @Field(() => TrainingRun, { description: 'The run after the call.' })
  readonly run!: TrainingRun
}

@ObjectType({ description: 'Result of setTags, addTags and removeTags.' })
export class ChangeTagsPayload {
  @Field(() => [TrainingRun], { description: 'The runs with their current tags.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'Result of deleteRuns.' })
export class DeleteRunsPayload {
  @Field(() => [TrainingRun], { description: 'The deleted runs; restoreRuns restores them.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'Result of restoreRuns.' })
export class RestoreRunsPayload {
  @Field(() => [TrainingRun], { description: 'The restored runs.' })
  readonly runs!: TrainingRun[]
}
