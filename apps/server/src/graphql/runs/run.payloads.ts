import { Field, Float, ObjectType } from 'type-graphql'
import { RunBranch } from './run-branch.type.ts'
import { TrainingRun } from './run.type.ts'

@ObjectType({ description: 'What createRun did.' })
export class CreateRunPayload {
  @Field(() => TrainingRun, { description: 'The run, new or of the same key.' })
  readonly run!: TrainingRun
  @Field(() => Boolean, {
    description: 'True if this call made the run; false if the same input under its key did so before.',
  })
  readonly created!: boolean
}

@ObjectType({ description: 'Result of sendHeartbeat.' })
export class SendHeartbeatPayload {
  @Field(() => [TrainingRun], { description: 'Runs in the order of the input.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'Result of finishRun.' })
export class FinishRunPayload {
  @Field(() => TrainingRun, { description: 'Run as it is now.' })
  readonly run!: TrainingRun
}

@ObjectType({ description: 'Result of resumeRun.' })
export class ResumeRunPayload {
  @Field(() => TrainingRun, { description: 'Run as it is now, LOGGED.' })
  readonly run!: TrainingRun
  @Field(() => Float, { description: 'Number of points that were cut off, over all series.' })
  readonly cutPoints!: number
  @Field(() => RunBranch, {
    nullable: true,
    description: 'Points that were cut off; null where there were none.',
  })
  readonly branch!: RunBranch | null
}

@ObjectType({ description: 'What updateRun did.' })
export class UpdateRunPayload {
  @Field(() => TrainingRun, { description: 'The run as it is now.' })
  readonly run!: TrainingRun
}

@ObjectType({ description: 'What setTags, addTags or removeTags did.' })
export class ChangeTagsPayload {
  @Field(() => [TrainingRun], { description: 'The runs, with the tags that they have now.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'What deleteRuns did.' })
export class DeleteRunsPayload {
  @Field(() => [TrainingRun], { description: 'The deleted runs, which restoreRuns brings back.' })
  readonly runs!: TrainingRun[]
}

@ObjectType({ description: 'What restoreRuns did.' })
export class RestoreRunsPayload {
  @Field(() => [TrainingRun], { description: 'The runs as they are again.' })
  readonly runs!: TrainingRun[]
}
